/// Reads lines of decision logs into columns, for `DecisionLogs`. C++ behind C.
#ifndef CLEARANCE_LOG_READER_H
#define CLEARANCE_LOG_READER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What becomes of the values of a field.
typedef enum {
  /// One of the words of the field: `codes` has its code.
  LOG_CODE = 0,
  /// A number: `numbers` has twice its millionths, rounded down, and 1 more where some are left.
  LOG_NUMBER = 1,
  /// A moment with its offset: `numbers` has microseconds since 1970.
  LOG_TIME = 2,
  /// A day: `numbers` has days since 1970.
  LOG_DAY = 3,
  /// Several of the words: `numbers` has a bit for each code.
  LOG_SET = 4,
  /// Whether there is a value: `codes` has 1 or 0, never missing.
  LOG_PRESENCE = 5,
  /// Any text: `numbers` has a code of its own for each text of the reader.
  LOG_GROUP = 6,
} log_kind;

/// The code of what is missing.
#define LOG_MISSING 255

typedef struct {
  const char *text;
  size_t length;
  /// Less than 254; `LOG_MISSING` where the word says that there is no value.
  int32_t code;
} log_word;

typedef struct {
  const char *key;
  size_t key_length;
  log_kind kind;
  const log_word *words;
  size_t word_count;
  /// The code of every other text; -1 where another text is a mistake.
  int32_t other;
  /// Between the words of a set in one text; 0 for none.
  char separator;
  /// How moments and days are written, such as `DD/MM/YYYY hh:mm`; null for ISO 8601.
  const char *format;
  size_t format_length;
  /// Minutes that moments are ahead of UTC which do not say so themselves; `LOG_NO_OFFSET` where
  /// such a moment is a mistake.
  int32_t offset;
} log_field;

#define LOG_NO_OFFSET 100000

/// Why a line is no record.
typedef enum {
  LOG_OK = 0,
  LOG_NOT_JSON = 1,
  LOG_NOT_AN_OBJECT = 2,
  LOG_REPEATED_KEY = 3,
  LOG_WRONG_TYPE = 4,
  LOG_UNKNOWN_VALUE = 5,
  LOG_BAD_NUMBER = 6,
  LOG_BAD_TIME = 7,
  LOG_NOT_UTF8 = 8,
  LOG_CUT_OFF = 9,
  LOG_WRONG_WIDTH = 10,
  LOG_NO_ID = 11,
  LOG_BAD_ID = 12,
  LOG_TOO_LONG = 13,
  LOG_TOO_LARGE = 14,
  LOG_NOT_A_NUMBER = 15,
  LOG_LONE_SURROGATE = 16,
  LOG_TOO_DEEP = 17,
  LOG_BAD_QUOTES = 18,
} log_mistake;

typedef struct {
  /// From the beginning of the bytes given, 0 for the first.
  uint64_t line;
  uint32_t mistake;
  /// The field it is about; -1 for none.
  int32_t field;
} log_bad_line;

/// Records of some lines, field by field. The reader owns the memory, until it reads again.
typedef struct {
  size_t rows;
  /// How many lines were read, blank ones too.
  uint64_t lines;
  /// How many bytes were read: always whole lines.
  size_t bytes;
  /// Of each field; null where its kind has the other.
  uint8_t *const *codes;
  int64_t *const *numbers;
  /// Of each field with numbers: 1 where there is one.
  uint8_t *const *there;
  /// Of each row, its id, whose text the reader or the bytes given own, with the padding behind it;
  /// its line.
  const char *const *id_texts;
  const uint32_t *id_lengths;
  const uint64_t *row_lines;
  const uint64_t *row_starts;
  const log_bad_line *bad;
  size_t bad_count;
} log_tile;

typedef struct log_reader log_reader;

/// How many bytes must be readable behind those that are given.
size_t log_reader_padding(void);

/// A reader of lines; words and keys are copied.
log_reader *log_reader_new(
    const log_field *fields, size_t field_count, const char *id_key, size_t id_key_length,
    size_t most_rows);
void log_reader_free(log_reader *reader);

/// Reads whole lines until there are so many rows as the reader takes, or no more lines.
/// Where `is_last`, what follows the last line break is a line too.
log_tile log_reader_read_json(log_reader *reader, const char *bytes, size_t length, int is_last);

/// The same of CSV (RFC 4180), whose columns were named with `log_reader_header`.
log_tile log_reader_read_csv(
    log_reader *reader, const char *bytes, size_t length, int is_last, char separator);
/// Which column is which field: names in their order. Fields without a column are missing in
/// every row. Gives the place of a name that is read and stands there twice, or -1.
long log_reader_header(
    log_reader *reader, const char *const *names, const size_t *lengths, size_t count);

/// The text of a code of a group.
const char *log_reader_group(
    const log_reader *reader, size_t field, int64_t code, size_t *length);
size_t log_reader_group_count(const log_reader *reader, size_t field);

/// Values that the reader tells apart in fields of kind `LOG_GROUP`: so many at most, the code of
/// all others is -2.
#define LOG_MOST_GROUPS 10000

/// Where the last whole record of CSV ends among bytes that begin with one; 0 where none does.
/// `lines` counts its line breaks.
size_t log_csv_whole(const char *bytes, size_t length, char separator);
/// The values of one record of CSV, each as its place and length in `texts`, which takes as many
/// bytes as the record has; gives how many there are, and how many bytes the record takes.
size_t log_csv_split(
    const char *bytes, size_t length, char separator, char *texts, size_t *starts, size_t *lengths,
    size_t most, size_t *taken);

/// By which instructions logs are read and counted: 0 those that every processor has, 1 and 2 wider
/// ones, where there are such. Tests ask for less than there is.
void log_use_width(int most);
int log_width(void);

/// What `gzip` has packed, as a stream.
typedef struct log_gzip log_gzip;
log_gzip *log_gzip_new(void);
void log_gzip_free(log_gzip *gzip);
/// Unpacks into `out`: gives how many bytes were made and how many were taken; -1 where the bytes
/// are none of gzip's.
long log_gzip_read(
    log_gzip *gzip, const void *bytes, size_t length, size_t *taken, void *out, size_t room);
/// Whether what was read so far ends where a packed file may end.
int log_gzip_is_whole(const log_gzip *gzip);

/// Planes: a bit for each row, 64 rows a word. What is said of rows is said of so many words, for
/// whose rows columns must have room; planes must have room for a multiple of eight words.
///
/// Where a code is one of several.
void log_find_codes(
    const uint8_t *codes, size_t words, const uint8_t *wanted, size_t count, uint64_t *into);
/// Where a number is less than a limit.
void log_find_less(const int64_t *numbers, size_t words, int64_t limit, uint64_t *into);
/// Where a number of the first is less than that of the second.
void log_find_fewer(const int64_t *left, const int64_t *right, size_t words, uint64_t *into);
/// Where from one number to another it is less than a limit, with so many more.
void log_find_gone(
    const int64_t *from, const int64_t *to, size_t words, int64_t more, int64_t limit,
    uint64_t *into);
/// Where a bit is set.
void log_find_bit(const int64_t *numbers, size_t words, int bit, uint64_t *into);
/// Where all planes have a bit, any of them has, and one has that another has not.
void log_all(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into);
void log_any(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into);
void log_but(const uint64_t *these, const uint64_t *those, size_t words, uint64_t *into);
/// In how many rows a plane has a bit, and in how many a code is this one.
size_t log_count_bits(const uint64_t *words, size_t rows);
size_t log_count_code(const uint8_t *codes, size_t rows, uint8_t code);

#ifdef __cplusplus
}
#endif
#endif
