/*
 * The codecs of the system behind one small C interface, made for P/Invoke.
 *
 * Pixels are 8-bit RGB, row-major, tightly packed. The caller parses the header first and passes the size that it allocated; a decoder
 * that finds another size in the data fails instead of writing. Every function returns 0 or, with a sentence in `error`, 1.
 * Errors of libjpeg and libpng jump inside these functions only, never through a frame of the caller. All functions are thread-safe.
 */
#ifndef YOLOIMAGES_H
#define YOLOIMAGES_H

#include <stddef.h>
#include <stdint.h>

#define YOLO_API __attribute__((visibility("default")))
#define YOLO_ERROR_SIZE 256

YOLO_API int yolo_jpeg_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, int strict, char *error);
YOLO_API int yolo_png_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, char *error);
YOLO_API int yolo_webp_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, char *error);
YOLO_API int yolo_tiff_decode(const uint8_t *data, size_t length, uint8_t *rgb, int width, int height, char *error);

/* `*out` is allocated here and returned through yolo_free. */
YOLO_API int yolo_jpeg_encode(const uint8_t *rgb, int width, int height, int quality, uint8_t **out, size_t *length, char *error);
YOLO_API int yolo_png_encode(const uint8_t *rgb, int width, int height, uint8_t **out, size_t *length, char *error);
YOLO_API int yolo_webp_encode(const uint8_t *rgb, int width, int height, int quality, uint8_t **out, size_t *length, char *error);
YOLO_API void yolo_free(void *memory);

#endif
