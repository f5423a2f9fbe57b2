// Reports on text in one line, and has the text tidied up by the component it imports.
//
// `text_reporter.h` is made from wit/text.wit by wit-bindgen.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text_reporter.h"

// As many decimal digits as a `uint32_t` can have.
#define MAX_DIGITS 10

// Writes `number` in decimal, without a final zero byte, and returns its number of digits.
static size_t write_decimal(uint32_t number, char digits[MAX_DIGITS]) {
  char reversed[MAX_DIGITS];
  size_t length = 0;
  do {
    reversed[length++] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  for (size_t i = 0; i < length; i++) {
    digits[i] = reversed[length - 1 - i];
  }
  return length;
}

// Appends `length` bytes of `bytes` to `string`, which has room for them.
static void append(text_reporter_string_t *string, const void *bytes, size_t length) {
  memcpy(string->ptr + string->len, bytes, length);
  string->len += length;
}

// The bytes of `text` are ours: the caller has copied them into our memory. Those of `line` are
// the caller's: the generated code frees them once the caller has read them.
void exports_example_text_report_summarize(text_reporter_string_t *text,
                                           text_reporter_string_t *line) {
  example_text_process_cleaned_t cleaned;
  example_text_process_clean(text, &cleaned);
  text_reporter_string_free(text);

  char digits[MAX_DIGITS];
  size_t digit_count = write_decimal(cleaned.words, digits);
  const char *unit = cleaned.words == 1 ? " word" : " words";
  const char *separator = cleaned.words == 0 ? "" : ": ";

  line->len = 0;
  line->ptr = malloc(digit_count + strlen(unit) + strlen(separator) + cleaned.text.len);
  if (line->ptr == NULL) {
    abort();
  }
  append(line, digits, digit_count);
  append(line, unit, strlen(unit));
  append(line, separator, strlen(separator));
  append(line, cleaned.text.ptr, cleaned.text.len);
  example_text_process_cleaned_free(&cleaned);
}
