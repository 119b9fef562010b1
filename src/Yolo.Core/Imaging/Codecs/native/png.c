#include "yoloimages.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

struct source {
    const uint8_t *data;
    size_t length;
    size_t position;
};

struct sink {
    uint8_t *data;
    size_t length;
    size_t capacity;
};

static void fail(png_structp png, png_const_charp message)
{
    snprintf((char *)png_get_error_ptr(png), YOLO_ERROR_SIZE, "%s", message);
    longjmp(png_jmpbuf(png), 1);
}

/* Warnings concern ancillary chunks, which no pixel depends on. */
static void ignore(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep out, size_t count)
{
    struct source *source = png_get_io_ptr(png);
    if (count > source->length - source->position)
        png_error(png, "the data ends early");
    memcpy(out, source->data + source->position, count);
    source->position += count;
}

static void write_bytes(png_structp png, png_bytep data, size_t count)
{
    struct sink *sink = png_get_io_ptr(png);
    if (sink->length + count > sink->capacity) {
        size_t capacity = (sink->length + count) * 2;
        uint8_t *grown = realloc(sink->data, capacity);
        if (!grown)
            png_error(png, "out of memory");
        sink->data = grown;
        sink->capacity = capacity;
    }
    memcpy(sink->data + sink->length, data, count);
    sink->length += count;
}

static void flush(png_structp png)
{
    (void)png;
}

/* Everything becomes 8-bit RGB: palettes and low depths expanded, of 16 bits the high byte, transparency dropped. */
static int set_transforms(png_structp png, png_infop info)
{
    png_set_expand(png);
    png_set_strip_16(png);
    png_set_strip_alpha(png);
    png_set_gray_to_rgb(png);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    return passes;
}

int yolo_png_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, char *error)
{
    struct source source = {data, length, 0};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, error, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        snprintf(error, YOLO_ERROR_SIZE, "libpng could not be set up");
        png_destroy_read_struct(&png, NULL, NULL);
        return 1;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        return 1;
    }

    png_set_read_fn(png, &source, read_bytes);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff); /* the caller has checked the size */
    png_read_info(png, info);
    if ((int)png_get_image_width(png, info) != width || (int)png_get_image_height(png, info) != height)
        png_error(png, "the size differs from the header's");
    int passes = set_transforms(png, info);
    if (png_get_rowbytes(png, info) != (size_t)width * 3)
        png_error(png, "the pixels could not be brought to RGB");
    for (int pass = 0; pass < passes; pass++)
        for (int y = 0; y < height; y++)
            png_read_row(png, rgb + (size_t)y * (size_t)width * 3, NULL);
    png_read_end(png, NULL);
    png_destroy_read_struct(&png, &info, NULL);
    return 0;
}

int yolo_png_encode(const uint8_t *rgb, int width, int height, uint8_t **out, size_t *length, char *error)
{
    struct sink *sink = calloc(1, sizeof *sink);
    png_structp png = sink ? png_create_write_struct(PNG_LIBPNG_VER_STRING, error, fail, ignore) : NULL;
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        snprintf(error, YOLO_ERROR_SIZE, "libpng could not be set up");
        png_destroy_write_struct(&png, NULL);
        free(sink);
        return 1;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(sink->data);
        free(sink);
        return 1;
    }

    png_set_write_fn(png, sink, write_bytes, flush);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_compression_level(png, 4);
    png_set_filter(png, 0, PNG_FILTER_NONE | PNG_FILTER_SUB | PNG_FILTER_UP);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < height; y++)
        png_write_row(png, rgb + (size_t)y * (size_t)width * 3);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    *out = sink->data;
    *length = sink->length;
    free(sink);
    return 0;
}
