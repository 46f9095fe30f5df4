// JSON lines into columns: the second pass walks from mark to mark. Values are gathered for many
// lines, and put into columns together. A line that is not plain is read by itself; one that has
// anything wrong with it is read byte by byte, which alone decides what is wrong.
#include <algorithm>

#include "Gather.h"
#include "Line.h"
#include "Structure.h"

namespace clearance {

/// So many bytes are looked at before their lines are read.
static const size_t BLOCK = 1 << 16;

static inline bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/// Whether a text of four or five letters is one of these, of which the first four are compared.
static inline bool is_word(string_view text, const char *word, size_t length) {
  if (text.size() != length) return false;
  uint32_t first, wanted;
  memcpy(&first, text.data(), 4);
  memcpy(&wanted, word, 4);
  return first == wanted && text[length - 1] == word[length - 1];
}

namespace {

struct Walk {
  log_reader *reader;
  Columns &columns;
  const char *base;
  bool has_escapes;
  /// The members of a list.
  std::vector<string_view> members{};

  /// Whether the value of a key is a list of plain texts, and well; leaves the mark that follows it.
  bool take_list(string_view name, const uint32_t *&mark) {
    members.clear();
    const uint32_t *item = mark + 4;
    while (base[*item] != ']' || !members.empty()) {
      const char *start = base + item[0], *stop = base + item[1];
      if (*start != '"' || (*stop != ',' && *stop != ']')) return false;
      const char *last = stop - 1;
      while (is_blank(*last)) last--;
      string_view text{start + 1, static_cast<size_t>(last - start - 1)};
      if (has_escapes && memchr(text.data(), '\\', text.size())) return false;
      members.push_back(text);
      item++;
      if (*stop == ']') break;
      item++;
    }
    const char next = base[item[1]];
    if (next != ',' && next != '}') return false;
    if (has_escapes && memchr(name.data(), '\\', name.size())) return false;
    int32_t place = columns.names.find(name);
    if (place >= 0) {
      if (!columns.meet(place)) return false;
      const Key &key = columns.keys[static_cast<size_t>(place)];
      if (key.field >= 0 && columns.put_members(key.field, members) != LOG_OK) return false;
    }
    mark = item + 1;
    return true;
  }

  /// Whether the line that begins with this mark was plain and well; leaves the mark after it.
  bool take(const uint32_t *&mark, string_view &id) {
    const uint32_t *at = mark;
    if (base[at[0]] != '{') return false;
    columns.forget();
    while (true) {
      const char *name = base + at[1];
      if (*name != '"' || base[at[2]] != ':') return false;
      const char *name_end = base + at[2] - 1;
      while (is_blank(*name_end)) name_end--;
      const char *value = base + at[3], *next = base + at[4];
      if (*next != ',' && *next != '}') {
        string_view text{name + 1, static_cast<size_t>(name_end - name - 1)};
        if (*value != '[' || !take_list(text, at)) return false;
        if (base[at[0]] == '}') break;
        continue;
      }
      string_view text{name + 1, static_cast<size_t>(name_end - name - 1)};
      if (has_escapes && memchr(text.data(), '\\', text.size())) return false;
      int32_t place = columns.names.find(text);
      const char *last = next - 1;
      while (is_blank(*last)) last--;
      if (*value == '"') {
        text = {value + 1, static_cast<size_t>(last - value - 1)};
        bool is_kept = false;
        if (has_escapes && memchr(text.data(), '\\', text.size())) {
          if (unescape(text, reader->scratch) != LOG_OK) return false;
          text = reader->scratch;
          is_kept = true;
        }
        if (place >= 0) {
          if (!columns.meet(place)) return false;
          const Key &key = columns.keys[static_cast<size_t>(place)];
          if (key.is_id) {
            id = text;
            if (is_kept) {
              id = columns.keep(text);
            }
          }
          if (columns.put(key.field, text, true) != LOG_OK) return false;
        }
      } else {
        text = {value, static_cast<size_t>(last - value + 1)};
        bool is_null = is_word(text, "null", 4);
        if (!is_null && !is_word(text, "true", 4) && !is_word(text, "false", 5) &&
            !is_json_number(text))
          return false;
        if (place >= 0) {
          if (!columns.meet(place)) return false;
          const Key &key = columns.keys[static_cast<size_t>(place)];
          if (!is_null) {
            if (key.is_id) id = text;
            if (columns.put(key.field, text, false) != LOG_OK) return false;
          }
        }
      }
      at += 4;
      if (*next == '}') break;
    }
    if (base[at[1]] != '\n') return false;
    mark = at + 2;
    return true;
  }
};

}  // namespace

/// Reads a line byte by byte.
static void read_one(
    Columns &columns, const char *bytes, const char *start, const char *stop, uint64_t line) {
  while (stop > start && is_blank(stop[-1])) stop--;
  const char *from = start;
  while (from < stop && is_blank(*from)) from++;
  if (from == stop) return;
  string_view id;
  log_mistake mistake =
      read_line(columns, {start, static_cast<size_t>(stop - start)}, id);
  if (mistake == LOG_OK) mistake = columns.end_row(id, bytes, start, line);
  if (mistake == LOG_OK) return;
  columns.add_bad(line, mistake);
  columns.begin_row();
}

namespace {

/// Some whole lines whose marks are known.
struct Block {
  const char *bytes, *at;
  const uint32_t *marks;
  const Structure &structure;
};

/// Whether a line has what `unescape` would change.
bool has_escapes(const Block &block, const char *start, const char *stop) {
  return block.structure.has_escapes &&
         memchr(start, '\\', static_cast<size_t>(stop - start)) != nullptr;
}

/// Puts what was gathered into columns. Lines in which something is wrong are read byte by byte.
void put_gathered(
    log_reader *reader, const Block &block, Gathered &gathered, size_t first_row, size_t first_bad) {
  Columns &columns = reader->columns;
  const std::vector<size_t> &wrong =
      gathered.put(columns, block.at, block.marks, first_row);
  if (wrong.empty()) return;
  std::vector<uint64_t> lines, starts;
  for (size_t row : wrong) {
    lines.push_back(columns.row_lines[row]);
    starts.push_back(columns.row_starts[row]);
  }
  columns.remove(wrong);
  for (size_t each = 0; each < wrong.size(); each++) {
    const char *start = block.bytes + starts[each];
    const size_t left = static_cast<size_t>(block.at + block.structure.bytes - start);
    const char *stop = static_cast<const char *>(memchr(start, '\n', left));
    read_one(columns, block.bytes, start, stop, lines[each]);
  }
  std::sort(
      columns.bad.begin() + static_cast<ptrdiff_t>(first_bad), columns.bad.end(),
      [](const log_bad_line &one, const log_bad_line &other) { return one.line < other.line; });
}

/// Reads lines until the tile is full; gives where it stopped.
const char *read_block(log_reader *reader, const Block &block, Gathered *gathered, uint64_t &line) {
  Columns &columns = reader->columns;
  const char *at = block.at, *start = at;
  const uint32_t *mark = block.marks, *last = mark + block.structure.count;
  const size_t first_row = columns.rows, first_bad = columns.bad.size();
  bool is_any = false;
  Walk walk{reader, columns, at, block.structure.has_escapes};
  if (gathered) gathered->begin();
  while (mark < last && columns.rows < columns.most_rows) {
    const uint32_t *first = mark;
    string_view id;
    bool is_well = gathered && gathered->take(at, block.marks, mark, columns.rows);
    if (is_well) {
      const char *stop = at + mark[-1];
      if (has_escapes(block, start, stop) ||
          (block.structure.has_high && !is_utf8({start, static_cast<size_t>(stop - start)}))) {
        gathered->take_back();
        is_well = false;
      } else {
        columns.row_lines[columns.rows] = line;
        columns.row_starts[columns.rows] = static_cast<uint64_t>(start - block.bytes);
        columns.id_lengths[columns.rows] = 0;
        columns.rows++;
        is_any = true;
      }
    }
    if (!is_well) {
      mark = first;
      is_well = walk.take(mark, id);
      if (is_well) {
        const char *stop = at + mark[-1];
        if (block.structure.has_high && !is_utf8({start, static_cast<size_t>(stop - start)}))
          is_well = false;
        if (is_well) is_well = columns.end_row(id, block.bytes, start, line) == LOG_OK;
      }
    }
    if (!is_well) {
      mark = first;
      while (at[*mark] != '\n') mark++;
      const char *stop = at + *mark++;
      if (stop > start) read_one(columns, block.bytes, start, stop, line);
      columns.begin_row();
    }
    start = at + mark[-1] + 1;
    line++;
  }
  if (is_any) put_gathered(reader, block, *gathered, first_row, first_bad);
  return start;
}

}  // namespace

void prepare_json(log_reader *reader) {
  auto gathered = std::make_shared<Gathered>();
  if (gathered->prepare(reader->columns, BLOCK + 64)) reader->gathered = gathered;
}

log_tile read_json(log_reader *reader, const char *bytes, size_t length, bool is_last) {
  Columns &columns = reader->columns;
  columns.reset();
  if (reader->tokens.empty()) reader->tokens.resize(BLOCK + 64);
  uint32_t *marks = reader->tokens.data();
  uint64_t line = 0;
  const char *at = bytes, *end = bytes + length;
  while (at < end && columns.rows < columns.most_rows) {
    size_t left = static_cast<size_t>(end - at), block = left < BLOCK ? left : BLOCK;
    // About as much as the rows that are left will take: what is beyond them is looked at again.
    if (columns.rows > 0) {
      size_t each = static_cast<size_t>(at - bytes) / columns.rows + 1;
      size_t some = (columns.most_rows - columns.rows) * each + each;
      if (some < block) block = some;
    }
    const void *found = memrchr(at, '\n', block);
    if (!found) {
      // A line longer than a block, or the last one.
      const char *stop = static_cast<const char *>(memchr(at, '\n', left));
      if (!stop && !is_last) break;
      read_one(columns, bytes, at, stop ? stop : end, line);
      at = stop ? stop + 1 : end;
      line++;
      continue;
    }
    block = static_cast<size_t>(static_cast<const char *>(found) - at) + 1;
    Structure structure = find_structure(at, block, marks);
    // The last mark is a line break; behind it stand more, so that looking ahead ends there.
    for (size_t each = 0; each < 8; each++)
      marks[structure.count + each] = marks[structure.count - 1];
    const Block whole{bytes, at, marks, structure};
    at = read_block(reader, whole, reader->gathered.get(), line);
  }
  return columns.tile(line, static_cast<size_t>(at - bytes));
}

}  // namespace clearance
