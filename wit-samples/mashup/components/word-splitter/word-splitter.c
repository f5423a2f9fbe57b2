// Finds the words of a text.
//
// `word_splitter.h` is made from wit/prose.wit by wit-bindgen.

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "word_splitter.h"

typedef exports_example_prose_words_word_t word_t;
typedef exports_example_prose_words_list_word_t word_list_t;

// Reads the character at `*next` of a text, which is valid UTF-8, and steps over it.
static uint32_t read_character(const uint8_t **next) {
  uint32_t first = *(*next)++;
  if (first < 0x80) {
    return first;
  }
  int following = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  uint32_t character = first & (0x3F >> following);
  while (following-- > 0) {
    character = character << 6 | (*(*next)++ & 0x3F);
  }
  return character;
}

// Letters and digits of any script, and what joins them within a word.
static bool is_of_word(uint32_t character) {
  if (character < 0x80) {
    uint32_t lower = character | 0x20;
    return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9') ||
           character == '\'' || character == '-';
  }
  // From 0x2000 on is general punctuation, of which U+2019 is the apostrophe of typesetters.
  return character == 0x2019 ||
         (character >= 0xC0 && !(character >= 0x2000 && character <= 0x206F));
}

// Makes room for one more word than `words` has.
static void grow(word_list_t *words, size_t *room) {
  if (words->len < *room) {
    return;
  }
  *room = *room == 0 ? 16 : *room * 2;
  words->ptr = realloc(words->ptr, *room * sizeof(word_t));
  if (words->ptr == NULL) {
    abort();
  }
}

// The bytes of `text` are ours: the caller has copied them into our memory. Those of `words` are
// the caller's: the generated code frees them once the caller has read them.
void exports_example_prose_words_split(word_splitter_string_t *text, word_list_t *words) {
  const uint8_t *next = text->ptr;
  const uint8_t *end = text->ptr + text->len;
  const uint8_t *start = NULL;
  uint32_t line = 1;
  uint32_t column = 0;
  word_t word = {.line = 1};
  size_t room = 0;
  words->ptr = NULL;
  words->len = 0;

  while (next <= end) {
    const uint8_t *here = next;
    uint32_t character = next < end ? read_character(&next) : (next++, '\n');
    column++;
    if (is_of_word(character)) {
      if (start == NULL) {
        start = here;
        word.line = line;
        word.column = column;
      }
    } else if (start != NULL) {
      grow(words, &room);
      word_splitter_string_dup_n(&word.text, (const char *)start, here - start);
      words->ptr[words->len++] = word;
      start = NULL;
    }
    if (character == '\n') {
      line++;
      column = 0;
    }
  }
  word_splitter_string_free(text);
}
