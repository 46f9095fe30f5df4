/// Reads lines of decision logs into columns, for `DecisionLogs`. C++ (simdjson) behind C.
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
} log_field;

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
  /// Of each row, where its id stands among the bytes given, and how long it is; its line.
  const uint64_t *id_starts;
  const uint32_t *id_lengths;
  const uint64_t *row_lines;
  const uint64_t *row_starts;
  const log_bad_line *bad;
  size_t bad_count;
} log_tile;

typedef struct log_reader log_reader;

/// How many bytes must be readable behind those that are given.
size_t log_reader_padding(void);

/// A reader of JSON lines; words and keys are copied. The last field is the id, of any kind.
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
/// every row. Gives the place of a name that stands there twice, or -1.
long log_reader_header(
    log_reader *reader, const char *const *names, const size_t *lengths, size_t count);

/// The text of a code of a group.
const char *log_reader_group(
    const log_reader *reader, size_t field, int64_t code, size_t *length);
size_t log_reader_group_count(const log_reader *reader, size_t field);

/// A moment as `LOG_TIME` has it, and a number as `LOG_NUMBER` has it; 0 where it is none.
int log_read_time(const char *text, size_t length, int64_t *microseconds);
int log_read_number(const char *text, size_t length, int64_t *key);

/// Of codes, for each 64 rows a word whose bits say where the code is this one.
void log_find_code(const uint8_t *codes, size_t rows, uint8_t code, uint64_t *words);
/// The same of numbers: where there is one that is less than a limit.
void log_find_less(const int64_t *numbers, size_t rows, int64_t limit, uint64_t *words);
/// Where a number of the first is less than that of the second.
void log_find_fewer(const int64_t *left, const int64_t *right, size_t rows, uint64_t *words);
/// Where a bit is set.
void log_find_bit(const int64_t *numbers, size_t rows, int bit, uint64_t *words);

#ifdef __cplusplus
}
#endif
#endif
