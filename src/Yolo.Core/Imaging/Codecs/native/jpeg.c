#include "yoloimages.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/* A progressive file may hold any number of scans, each of which costs a pass over the whole picture. */
#define MAX_SCANS 500

struct failure {
    struct jpeg_error_mgr base; /* must be first: libjpeg hands back a pointer to it */
    jmp_buf out;
    int strict;
    char *text;
};

static void fail(j_common_ptr codec)
{
    struct failure *failure = (struct failure *)codec->err;
    char message[JMSG_LENGTH_MAX];
    codec->err->format_message(codec, message);
    snprintf(failure->text, YOLO_ERROR_SIZE, "%s", message);
    longjmp(failure->out, 1);
}

/* libjpeg only warns of corrupt data and goes on with grey pixels. Stray bytes between segments and bad profiles harm no pixel. */
static void warn(j_common_ptr codec, int level)
{
    int code = codec->err->msg_code;
    int harmless = code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM;
    if (level < 0) {
        codec->err->num_warnings++;
        if (((struct failure *)codec->err)->strict && !harmless)
            fail(codec);
    }
}

static void discard(j_common_ptr codec)
{
    (void)codec;
}

static void limit_scans(j_common_ptr codec)
{
    if (((j_decompress_ptr)codec)->input_scan_number > MAX_SCANS) {
        snprintf(((struct failure *)codec->err)->text, YOLO_ERROR_SIZE, "more than %d scans", MAX_SCANS);
        longjmp(((struct failure *)codec->err)->out, 1);
    }
}

static struct jpeg_error_mgr *install(struct failure *failure, int strict, char *text)
{
    jpeg_std_error(&failure->base);
    failure->base.error_exit = fail;
    failure->base.emit_message = warn;
    failure->base.output_message = discard;
    failure->strict = strict;
    failure->text = text;
    return &failure->base;
}

/* Inks as Adobe stores them, 255 meaning none. */
static void cmyk_row_to_rgb(const uint8_t *cmyk, uint8_t *rgb, int width)
{
    for (int x = 0; x < width; x++, cmyk += 4, rgb += 3) {
        int k = cmyk[3];
        for (int i = 0; i < 3; i++)
            rgb[i] = (uint8_t)(k - (((255 - cmyk[i]) * k) >> 8));
    }
}

static void read_rows(struct jpeg_decompress_struct *codec, uint8_t *rgb, JSAMPARRAY cmyk)
{
    size_t stride = (size_t)codec->output_width * 3;
    while (codec->output_scanline < codec->output_height) {
        uint8_t *row = rgb + codec->output_scanline * stride;
        JSAMPROW rows[1] = {cmyk ? cmyk[0] : row};
        jpeg_read_scanlines(codec, rows, 1);
        if (cmyk)
            cmyk_row_to_rgb(cmyk[0], row, (int)codec->output_width);
    }
}

int yolo_jpeg_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, int strict, char *error)
{
    struct jpeg_decompress_struct codec;
    struct jpeg_progress_mgr progress = {.progress_monitor = limit_scans};
    struct failure failure;
    codec.err = install(&failure, strict, error);
    if (setjmp(failure.out)) {
        jpeg_destroy_decompress(&codec);
        return 1;
    }

    jpeg_create_decompress(&codec);
    codec.progress = &progress;
    jpeg_mem_src(&codec, data, (unsigned long)length);
    jpeg_read_header(&codec, TRUE);
    int inks = codec.num_components == 4;
    codec.out_color_space = inks ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&codec);
    if ((int)codec.output_width != width || (int)codec.output_height != height) {
        snprintf(error, YOLO_ERROR_SIZE, "the data holds %ux%u pixels", codec.output_width, codec.output_height);
        jpeg_destroy_decompress(&codec);
        return 1;
    }

    JSAMPARRAY cmyk = inks ? codec.mem->alloc_sarray((j_common_ptr)&codec, JPOOL_IMAGE, codec.output_width * 4, 1) : NULL;
    read_rows(&codec, rgb, cmyk);
    jpeg_finish_decompress(&codec);
    jpeg_destroy_decompress(&codec);
    return 0;
}

int yolo_jpeg_encode(const uint8_t *rgb, int width, int height, int quality, uint8_t **out, size_t *length, char *error)
{
    struct jpeg_compress_struct codec;
    struct failure failure;
    /* On the heap, because libjpeg writes them and a jump would leave changed locals indeterminate. */
    struct { unsigned char *bytes; unsigned long size; } *sink = calloc(1, sizeof *sink);
    if (!sink) {
        snprintf(error, YOLO_ERROR_SIZE, "out of memory");
        return 1;
    }

    codec.err = install(&failure, 1, error);
    if (setjmp(failure.out)) {
        jpeg_destroy_compress(&codec);
        free(sink->bytes);
        free(sink);
        return 1;
    }

    jpeg_create_compress(&codec);
    jpeg_mem_dest(&codec, &sink->bytes, &sink->size);
    codec.image_width = (JDIMENSION)width;
    codec.image_height = (JDIMENSION)height;
    codec.input_components = 3;
    codec.in_color_space = JCS_RGB;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, quality, TRUE);
    if (quality >= 90)
        codec.comp_info[0].h_samp_factor = codec.comp_info[0].v_samp_factor = 1; /* thin coloured lines and text stay sharp */
    jpeg_start_compress(&codec, TRUE);
    while (codec.next_scanline < codec.image_height) {
        JSAMPROW rows[1] = {(JSAMPROW)(rgb + (size_t)codec.next_scanline * (size_t)width * 3)};
        jpeg_write_scanlines(&codec, rows, 1);
    }
    jpeg_finish_compress(&codec);
    jpeg_destroy_compress(&codec);
    *out = sink->bytes;
    *length = sink->size;
    free(sink);
    return 0;
}

void yolo_free(void *memory)
{
    free(memory);
}
