// What gzip has packed, as a stream: one packed file, or several one after the other.
#include <zlib.h>

#include "include/LogReader.h"

struct log_gzip {
  z_stream stream = {};
  bool is_at_end = false, has_begun = false;
};

extern "C" {

log_gzip *log_gzip_new(void) {
  log_gzip *gzip = new log_gzip();
  // 16 more says that a header of gzip comes first.
  if (inflateInit2(&gzip->stream, 15 + 16) != Z_OK) {
    delete gzip;
    return nullptr;
  }
  return gzip;
}

void log_gzip_free(log_gzip *gzip) {
  if (!gzip) return;
  inflateEnd(&gzip->stream);
  delete gzip;
}

long log_gzip_read(
    log_gzip *gzip, const void *bytes, size_t length, size_t *taken, void *out, size_t room) {
  z_stream &stream = gzip->stream;
  const size_t most = 1u << 30;
  if (length > most) length = most;
  if (room > most) room = most;
  stream.next_in = static_cast<Bytef *>(const_cast<void *>(bytes));
  stream.avail_in = static_cast<uInt>(length);
  stream.next_out = static_cast<Bytef *>(out);
  stream.avail_out = static_cast<uInt>(room);
  *taken = 0;
  while (stream.avail_out > 0) {
    if (gzip->is_at_end) {
      if (stream.avail_in == 0) break;
      inflateReset(&stream);
      gzip->is_at_end = false;
      gzip->has_begun = false;
    }
    if (stream.avail_in > 0) gzip->has_begun = true;
    int result = inflate(&stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      gzip->is_at_end = true;
      continue;
    }
    if (result == Z_BUF_ERROR) break;
    if (result != Z_OK) return -1;
    if (stream.avail_in == 0 && stream.avail_out > 0) break;
  }
  *taken = length - stream.avail_in;
  return static_cast<long>(room - stream.avail_out);
}

int log_gzip_is_whole(const log_gzip *gzip) { return gzip->is_at_end || !gzip->has_begun; }

}  // extern "C"
