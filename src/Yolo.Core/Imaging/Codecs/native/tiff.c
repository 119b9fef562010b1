#include "yoloimages.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tiffio.h>

struct source {
    const uint8_t *data;
    toff_t length;
    toff_t position;
    char *error;
};

static tmsize_t read_bytes(thandle_t handle, void *out, tmsize_t count)
{
    struct source *source = handle;
    if (source->position >= source->length || count <= 0)
        return 0;
    toff_t left = source->length - source->position;
    toff_t taken = (toff_t)count < left ? (toff_t)count : left;
    memcpy(out, source->data + source->position, (size_t)taken);
    source->position += taken;
    return (tmsize_t)taken;
}

static tmsize_t write_nothing(thandle_t handle, void *data, tmsize_t count)
{
    (void)handle;
    (void)data;
    (void)count;
    return 0;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence)
{
    struct source *source = handle;
    toff_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? source->position : source->length;
    source->position = from + offset;
    return source->position;
}

static int close_nothing(thandle_t handle)
{
    (void)handle;
    return 0;
}

static toff_t size_of(thandle_t handle)
{
    return ((struct source *)handle)->length;
}

/* The first message says most; later ones follow from it. */
static void keep_error(thandle_t handle, const char *module, const char *format, va_list arguments)
{
    struct source *source = handle;
    (void)module;
    if (source && !source->error[0])
        vsnprintf(source->error, YOLO_ERROR_SIZE, format, arguments);
}

/* libtiff's handlers are global; the plain ones would print. */
static void silence(void)
{
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    TIFFSetWarningHandlerExt(NULL);
    TIFFSetErrorHandlerExt(keep_error);
}

struct layout {
    uint16_t bits;
    uint16_t samples;
    uint16_t photometric;
    uint16_t planar;
    uint16_t format;
};

/* The pixel layouts that we unpack ourselves, so that 16 bits give their high byte and alpha is dropped, not multiplied in. */
static int is_plain(TIFF *tiff, struct layout *layout)
{
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &layout->bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &layout->samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &layout->planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &layout->format);
    if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout->photometric))
        return 0;
    int colour = layout->photometric == PHOTOMETRIC_RGB && layout->samples >= 3;
    int grey = layout->photometric == PHOTOMETRIC_MINISBLACK && layout->samples >= 1;
    return (colour || grey) && layout->samples <= 16 && (layout->bits == 8 || layout->bits == 16) && layout->planar == PLANARCONFIG_CONTIG
        && layout->format == SAMPLEFORMAT_UINT && !TIFFIsTiled(tiff);
}

static void row_to_rgb(const uint8_t *row, const struct layout *layout, uint8_t *rgb, int width)
{
    int colour = layout->photometric == PHOTOMETRIC_RGB;
    for (int x = 0; x < width; x++, rgb += 3) {
        for (int i = 0; i < 3; i++) {
            size_t sample = (size_t)x * layout->samples + (size_t)(colour ? i : 0);
            rgb[i] = layout->bits == 8 ? row[sample] : (uint8_t)(((const uint16_t *)row)[sample] >> 8);
        }
    }
}

static int decode_plain(TIFF *tiff, const struct layout *layout, uint8_t *rgb, int width, int height)
{
    size_t needed = (size_t)width * layout->samples * (layout->bits / 8);
    if ((size_t)TIFFScanlineSize(tiff) < needed)
        return 0;
    uint8_t *row = malloc((size_t)TIFFScanlineSize(tiff));
    int done = row != NULL;
    for (int y = 0; done && y < height; y++) {
        done = TIFFReadScanline(tiff, row, (uint32_t)y, 0) >= 0;
        if (done)
            row_to_rgb(row, layout, rgb + (size_t)y * (size_t)width * 3, width);
    }
    free(row);
    return done;
}

/* Palettes, inks, YCbCr, tiles and everything rarer go through libtiff's own conversion. */
static int decode_any(TIFF *tiff, uint8_t *rgb, int width, int height)
{
    uint16_t orientation = ORIENTATION_TOPLEFT;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
    size_t count = (size_t)width * (size_t)height;
    uint32_t *raster = calloc(count, sizeof *raster);
    /* Asking for the stored orientation keeps libtiff from flipping: the caller turns the picture. */
    int done = raster && TIFFReadRGBAImageOriented(tiff, (uint32_t)width, (uint32_t)height, raster, orientation, 1);
    for (size_t i = 0; done && i < count; i++) {
        rgb[i * 3] = (uint8_t)TIFFGetR(raster[i]);
        rgb[i * 3 + 1] = (uint8_t)TIFFGetG(raster[i]);
        rgb[i * 3 + 2] = (uint8_t)TIFFGetB(raster[i]);
    }
    free(raster);
    return done;
}

int yolo_tiff_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, char *error)
{
    struct source source = {data, length, 0, error};
    error[0] = 0;
    silence();
    TIFF *tiff = TIFFClientOpen("memory", "rm", &source, read_bytes, write_nothing, seek, close_nothing, size_of, NULL, NULL);
    if (!tiff) {
        if (!error[0])
            snprintf(error, YOLO_ERROR_SIZE, "the directory is corrupt");
        return 1;
    }

    uint32_t columns = 0, rows = 0;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &columns);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &rows);
    struct layout layout = {0};
    int done = columns == (uint32_t)width && rows == (uint32_t)height;
    if (done)
        done = is_plain(tiff, &layout) ? decode_plain(tiff, &layout, rgb, width, height) : decode_any(tiff, rgb, width, height);
    TIFFClose(tiff);
    if (!done && !error[0])
        snprintf(error, YOLO_ERROR_SIZE, "the pixels could not be read");
    return !done;
}
