#include "support/catch.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/ical.hpp>
#include <partyorg/io/plan_document.hpp>

#include <string>
#include <vector>

using namespace partyorg;
using test::ContainsSubstring;

namespace {

date on(char const* iso) {
    return parse_iso_date(iso).value();
}

io::ical_options options() {
    io::ical_options chosen;
    chosen.stamp = {on("2024-01-02"), 3, 4, 5};
    return chosen;
}

io::ical_event candidate_list() {
    io::ical_event event{"list-2024", "Nộp danh sách nguồn kết nạp", {}, before(on("2024-01-15"))};
    return event;
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        auto const end = text.find("\r\n", begin);
        REQUIRE(end != std::string::npos);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 2;
    }
    return lines;
}

std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at))
        text.erase(at, 3);
    return text;
}

// Whether a line begins or ends within a character.
bool cuts_a_character(std::string const& line) {
    auto const skip = line.starts_with(' ') ? std::size_t{1} : std::size_t{0};
    return line.size() > skip && (static_cast<unsigned char>(line[skip]) & 0xC0U) == 0x80U;
}

} // namespace

TEST_CASE("a deadline becomes an event of its last day, with the bound in words", "[ical]") {
    auto event = candidate_list();
    event.alarm_days_before = 3;
    event.basis = citation{"Kế hoạch", {}, {}, "mục 2"};
    auto const text = io::write_ical({event}, options());
    CHECK(unfolded(text) ==
          "BEGIN:VCALENDAR\r\n"
          "VERSION:2.0\r\n"
          "PRODID:-//partyorg//partyorg//EN\r\n"
          "CALSCALE:GREGORIAN\r\n"
          "BEGIN:VEVENT\r\n"
          "UID:list-2024@partyorg.invalid\r\n"
          "DTSTAMP:20240102T030405Z\r\n"
          "DTSTART;VALUE=DATE:20240114\r\n"
          "DTEND;VALUE=DATE:20240115\r\n"
          "SUMMARY:Nộp danh sách nguồn kết nạp\r\n"
          "DESCRIPTION:Thời hạn: trước ngày 15/01/2024 (ngày cuối cùng: 14/01/2024\\, "
          "Chủ nhật).\\nCăn cứ: mục 2\\, Kế hoạch.\r\n"
          "SEQUENCE:0\r\n"
          "TRANSP:TRANSPARENT\r\n"
          "BEGIN:VALARM\r\n"
          "ACTION:DISPLAY\r\n"
          "DESCRIPTION:Nộp danh sách nguồn kết nạp\r\n"
          "TRIGGER:-P3D\r\n"
          "END:VALARM\r\n"
          "END:VEVENT\r\n"
          "END:VCALENDAR\r\n");
}

TEST_CASE("texts come in English on request", "[ical]") {
    auto chosen = options();
    chosen.lang = language::en;
    CHECK_THAT(unfolded(io::write_ical({candidate_list()}, chosen)),
               ContainsSubstring("Due: before 2024-01-15 (last day: 2024-01-14\\, Sunday)."));
}

TEST_CASE("lines are folded at 75 octets and between characters", "[ical]") {
    auto event = candidate_list();
    // Every offset of a three-byte character against the limit.
    for (std::size_t shift = 0; shift < 4; ++shift) {
        event.summary = std::string(shift, 'x');
        for (int i = 0; i < 100; ++i) event.summary += "ễ";
        auto const text = io::write_ical({event}, options());
        for (auto const& line : lines_of(text)) {
            CHECK(line.size() <= 75);
            CHECK_FALSE(cuts_a_character(line));
        }
        CHECK_THAT(unfolded(text), ContainsSubstring("SUMMARY:" + event.summary + "\r\n"));
    }
}

TEST_CASE("a line of just 75 octets is not folded", "[ical]") {
    auto event = candidate_list();
    event.summary = std::string(75 - 8, 'x');
    CHECK_THAT(io::write_ical({event}, options()),
               ContainsSubstring("SUMMARY:" + event.summary + "\r\n"));
    event.summary += 'y';
    CHECK_THAT(io::write_ical({event}, options()), ContainsSubstring("x\r\n y\r\n"));
}

TEST_CASE("text that is not UTF-8 is folded all the same", "[ical]") {
    auto event = candidate_list();
    event.summary = std::string(500, '\x80');
    for (auto const& line : lines_of(io::write_ical({event}, options()))) CHECK(line.size() <= 75);
}

TEST_CASE("commas, semicolons, backslashes and line breaks are escaped", "[ical]") {
    auto event = candidate_list();
    event.summary = "a,b;c\\d\ne\r\nf\rg\x01h\ti";
    CHECK_THAT(unfolded(io::write_ical({event}, options())),
               ContainsSubstring("SUMMARY:a\\,b\\;c\\\\d\\ne\\nf\\ngh\ti\r\n"));
}

TEST_CASE("an entry cannot smuggle lines into the file", "[ical]") {
    auto event = candidate_list();
    event.key = "x\r\nEND:VEVENT";
    event.summary = "y\r\nBEGIN:VEVENT";
    auto const text = io::write_ical({event}, options());
    std::size_t events = 0;
    for (auto const& line : lines_of(text))
        if (line == "BEGIN:VEVENT" || line == "END:VEVENT") ++events;
    CHECK(events == 2);
    CHECK_THAT(unfolded(text), ContainsSubstring("UID:x%0d%0aEND%3aVEVENT@partyorg.invalid\r\n"));
}

TEST_CASE("the UID depends on the key alone", "[ical]") {
    auto event = candidate_list();
    event.key = "danh sách/61";
    auto changed = event;
    changed.summary = "khác";
    changed.due = through(on("2024-02-01"));
    changed.revision = 2;
    auto const uid = std::string("UID:danh%20s%c3%a1ch%2f61@partyorg.invalid\r\n");
    CHECK_THAT(unfolded(io::write_ical({event}, options())), ContainsSubstring(uid));
    auto const later = unfolded(io::write_ical({changed}, options()));
    CHECK_THAT(later, ContainsSubstring(uid));
    CHECK_THAT(later, ContainsSubstring("SEQUENCE:2\r\n"));
}

TEST_CASE("a schedule becomes a rule, or a list of days where there is no rule", "[ical]") {
    io::ical_event report{"report", "Báo cáo quý", {}, through(on("2024-03-31"))};
    report.repeats = schedule::ends_of(cycle::quarter, on("2024-01-01"), on("2024-12-31"));
    auto const text = unfolded(io::write_ical({report}, options()));
    CHECK_THAT(text, ContainsSubstring("DTSTART;VALUE=DATE:20240331\r\n"));
    CHECK_THAT(text,
               ContainsSubstring("RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20241231\r\n"));

    io::ical_event odd{"odd", "x", {}, through(on("2024-01-31"))};
    odd.repeats =
        schedule(on("2024-01-31"), 1, month_policy::same_day_or_next_month, on("2024-05-31"));
    CHECK_THAT(unfolded(io::write_ical({odd}, options())),
               ContainsSubstring("RDATE;VALUE=DATE:20240301,20240331,20240501,20240531\r\n"));
}

TEST_CASE("an alarm on the day itself is at its start", "[ical]") {
    auto event = candidate_list();
    event.alarm_days_before = 0;
    CHECK_THAT(io::write_ical({event}, options()), ContainsSubstring("TRIGGER:PT0S\r\n"));
}

TEST_CASE("obligations become events, standing duties do not", "[ical]") {
    auto const plan =
        io::read_plan(std::string(PARTYORG_SOURCE_DIR) + "/examples/data/phong-tho-2024/plan.txt");
    auto const owed = obligations_of(plan);
    auto const events = io::events_of(plan, owed, {"PT/2024", language::vi, 3});
    REQUIRE(events.size() == 4);
    CHECK(events[0].key == "PT/2024/plan");
    CHECK(events[0].summary == "Hạn: kế hoạch phát triển đảng năm 2024");
    CHECK(events[0].details == "Ai: các chi bộ cơ sở, đảng bộ cơ sở (61 đơn vị)\n"
                               "Gửi: Ban Thường vụ Huyện ủy (qua Ban Tổ chức Huyện ủy)\n"
                               "Nơi in: dòng 89");
    CHECK(events[0].due == deadline(before(on("2024-01-15"))));
    CHECK(events[0].alarm_days_before == 3);
    CHECK(to_string(events[0].basis.value()) == "KẾ HOẠCH phát triển đảng viên năm 2024");
    CHECK_FALSE(events[0].repeats);
    CHECK(events[1].key == "PT/2024/candidates");
    CHECK(events[2].key == "PT/2024/probationers");
    CHECK(events[3].key == "PT/2024/report");
    CHECK(events[3].due == deadline(through(on("2024-03-31"))));
    CHECK(events[3].repeats == owed[6].recurring);
    // English words around the same texts, and no prefix.
    auto const english = io::events_of(plan, owed, {.lang = language::en});
    CHECK(english[3].key == "report");
    CHECK_THAT(english[3].summary, test::StartsWith("Due: Thường xuyên theo dõi"));
    CHECK(english[3].details == "Who: Ban Tổ chức Huyện ủy\nTo: Ban Thường vụ Huyện ủy\n"
                                "Printed in: line 95");
    CHECK_FALSE(english[3].alarm_days_before);
    auto alone = owed[0];
    alone.due = before(on("2024-01-15"));
    alone.who.clear();
    alone.units.resize(1);
    alone.where = {};
    CHECK(io::events_of(plan, {&alone, 1}, {.lang = language::en})[0].details == "Who: 1 unit");
}

TEST_CASE("a calendar has a name if it is given one", "[ical]") {
    auto chosen = options();
    chosen.name = "Kế hoạch 2024";
    auto const text = io::write_ical({}, chosen);
    CHECK_THAT(text, ContainsSubstring("\r\nNAME:Kế hoạch 2024\r\n"));
    CHECK_THAT(text, ContainsSubstring("\r\nX-WR-CALNAME:Kế hoạch 2024\r\n"));
}

TEST_CASE("all that cannot be written is reported at once", "[ical]") {
    auto nameless = candidate_list();
    nameless.key.clear();
    auto backwards = candidate_list();
    backwards.alarm_days_before = -1;
    backwards.revision = -1;
    auto endless = candidate_list();
    endless.key = "endless";
    endless.repeats = schedule(on("2024-01-31"), 1, month_policy::same_day_or_next_month);
    auto const written = io::try_write_ical(
        {candidate_list(), candidate_list(), nameless, backwards, endless}, io::ical_options{});
    REQUIRE_FALSE(written.has_value());
    std::vector<defect> codes;
    for (auto const& problem : written.error()) codes.push_back(problem.code);
    CHECK(codes == std::vector<defect>{defect::not_a_date, defect::bad_event_key,
                                       defect::bad_duration, defect::bad_duration,
                                       defect::open_span, defect::bad_event_key});
    CHECK_THROWS_AS(io::write_ical({nameless}, options()), invalid_input);
    auto late = options();
    late.stamp.hour = 24;
    CHECK_THROWS_AS(io::write_ical({}, late), invalid_input);
}
