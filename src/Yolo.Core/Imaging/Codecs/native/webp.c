#include "yoloimages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/encode.h>

static const char *explain(VP8StatusCode status)
{
    switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA: return "the data ends early";
    case VP8_STATUS_SUSPENDED: return "the data ends early";
    case VP8_STATUS_OUT_OF_MEMORY: return "out of memory";
    case VP8_STATUS_UNSUPPORTED_FEATURE: return "an unsupported feature is used";
    case VP8_STATUS_BITSTREAM_ERROR: return "the bit stream is corrupt";
    default: return "the picture could not be decoded";
    }
}

int yolo_webp_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, char *error)
{
    WebPDecoderConfig config;
    WebPInitDecoderConfig(&config);
    VP8StatusCode status = WebPGetFeatures(data, length, &config.input);
    if (status != VP8_STATUS_OK) {
        snprintf(error, YOLO_ERROR_SIZE, "%s", explain(status));
        return 1;
    }
    if (config.input.has_animation) {
        snprintf(error, YOLO_ERROR_SIZE, "it is an animation; save the frames as single pictures");
        return 1;
    }
    if (config.input.width != width || config.input.height != height) {
        snprintf(error, YOLO_ERROR_SIZE, "the data holds %dx%d pixels", config.input.width, config.input.height);
        return 1;
    }

    config.output.colorspace = MODE_RGB; /* colour as stored, without its alpha */
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = rgb;
    config.output.u.RGBA.stride = width * 3;
    config.output.u.RGBA.size = (size_t)width * (size_t)height * 3;
    status = WebPDecode(data, length, &config);
    WebPFreeDecBuffer(&config.output);
    if (status != VP8_STATUS_OK)
        snprintf(error, YOLO_ERROR_SIZE, "%s", explain(status));
    return status != VP8_STATUS_OK;
}

int yolo_webp_encode(const uint8_t *rgb, int width, int height, int quality, uint8_t **out, size_t *length, char *error)
{
    WebPConfig config;
    WebPPicture picture;
    WebPMemoryWriter writer;
    if (!WebPConfigInit(&config) || !WebPPictureInit(&picture)) {
        snprintf(error, YOLO_ERROR_SIZE, "libwebp has another version than its headers");
        return 1;
    }

    /* Above 100 there is no loss, as in other tools. */
    config.lossless = quality > 100;
    config.quality = quality > 100 ? 75.0f : (float)quality;
    picture.use_argb = config.lossless;
    picture.width = width;
    picture.height = height;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    int done = WebPPictureImportRGB(&picture, rgb, width * 3) && WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    if (!done) {
        snprintf(error, YOLO_ERROR_SIZE, "libwebp gave up with its error %d", (int)picture.error_code);
        WebPMemoryWriterClear(&writer);
        return 1;
    }
    *out = writer.mem;
    *length = writer.size;
    return 0;
}
