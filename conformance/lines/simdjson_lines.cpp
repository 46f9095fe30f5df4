// Prints the numbers of the lines of standard input that simdjson takes for JSON, one a line.
#include <simdjson.h>

#include <iostream>
#include <string>

int main() {
  simdjson::dom::parser parser;
  std::string line;
  for (size_t number = 1; std::getline(std::cin, line); number++) {
    simdjson::dom::element value;
    auto error = parser.parse(line).get(value);
    if (!error && value.is_object()) std::cout << number << '\n';
  }
}
