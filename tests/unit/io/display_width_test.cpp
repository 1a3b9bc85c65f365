#include "support/catch.hpp"

#include <partyorg/io/display_width.hpp>

TEST_CASE("letters with diacritics are one column wide, however they are written", "[io]") {
    using partyorg::io::display_width;
    CHECK(display_width("") == 0);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("Đảng bộ") == 7);
    CHECK(display_width("Đa\u0309ng bo\u0323\u0302") == 7); // decomposed
    CHECK(display_width("党") == 2);
    CHECK(display_width("–") == 1);
    CHECK(display_width("\u200B") == 0); // zero width space
}
