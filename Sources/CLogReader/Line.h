// One line of JSON, byte by byte: as strict as the standard, and with a name for what is wrong.
#pragma once
#include <string>

#include "Columns.h"

namespace clearance {

/// Reads an object into the columns' row; `id` is its id, which `columns.kept` owns where it was
/// written with escapes.
log_mistake read_line(Columns &columns, string_view line, string_view &id);

/// What a text reads that was written with escapes, behind which `PADDING` bytes are readable.
log_mistake unescape(string_view text, std::string &into);

}  // namespace clearance
