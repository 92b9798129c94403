#ifndef CONVOKE_CGMIME_SHIM_H
#define CONVOKE_CGMIME_SHIM_H

#include <gmime/gmime.h>
#include <stdlib.h>

// GObject's casts are macros, which Swift does not see; each function here is one of them with its types.

static inline void convoke_mime_unref(void *object) {
    g_object_unref(object);
}

static inline GMimeObject *convoke_mime_as_object(void *object) {
    return GMIME_OBJECT(object);
}

static inline GMimePart *convoke_mime_as_part(void *object) {
    return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL;
}

static inline GMimeMultipart *convoke_mime_as_multipart(void *object) {
    return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}

// A part that holds a copy of the bytes; the caller owns it.
static inline GMimePart *convoke_mime_part_new(
    const char *type, const char *subtype, const char *bytes, size_t length, GMimeContentEncoding encoding) {
    GMimePart *part = g_mime_part_new_with_type(type, subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeDataWrapper *wrapper = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, wrapper);
    g_mime_part_set_content_encoding(part, encoding);
    g_object_unref(wrapper);
    g_object_unref(stream);
    return part;
}

// A message or part with CRLF line ends; the caller owns the array.
static inline GByteArray *convoke_mime_object_bytes(GMimeObject *object) {
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_object_write_to_stream(object, options, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return bytes;
}

// The decoded content of a part; NULL where it has none; the caller owns the array.
static inline GByteArray *convoke_mime_part_bytes(GMimePart *part) {
    GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
    if (wrapper == NULL) return NULL;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_data_wrapper_write_to_stream(wrapper, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    g_object_unref(stream);
    return bytes;
}

// NULL where the bytes are no message; the caller owns it.
static inline GMimeMessage *convoke_mime_parse(const char *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

// The one mailbox of a list, or NULL where there is none or there are several.
static inline const char *convoke_mime_only_address(InternetAddressList *list) {
    if (list == NULL || internet_address_list_length(list) != 1) return NULL;
    InternetAddress *address = internet_address_list_get_address(list, 0);
    if (!INTERNET_ADDRESS_IS_MAILBOX(address)) return NULL;
    return internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
}

#endif
