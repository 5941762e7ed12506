#pragma once
#include <string>
#include <string_view>

#include "base/time.hpp"

/// Bulletins read aloud, with the speech engine that is installed on the machine (espeak-ng; lame makes MP3 of it).
namespace thon::channels {

struct Audio {
  std::string bytes;  ///< empty: no engine is installed, or it failed
  std::string mime;   ///< audio/mpeg, or audio/wav without lame
  std::string error;
};

struct Voice {
  std::string name = "vi";
  int speed = 135;  ///< words a minute; loudspeakers echo, so slower than talk
};

bool can_speak();
/// Blocks while the engine works, for `limit` at most.
Audio speak(std::string_view text, const Voice& voice, Millis limit = 60 * kSecond);

/// The text as it should be read: addresses left out, abbreviations, dates, hours and phone numbers spelled.
std::string spoken(std::string_view text);

}  // namespace thon::channels
