#include "support/catch.hpp"

#include <partyorg/io/ical.hpp>
#include <partyorg/io/plan_document.hpp>

#include <cstddef>
#include <libical/ical.h>
#include <string>
#include <vector>

using namespace partyorg;

namespace {

date on(char const* iso) {
    return parse_iso_date(iso).value();
}

io::ical_options options() {
    io::ical_options chosen;
    chosen.stamp = {on("2024-01-02"), 3, 4, 5};
    chosen.name = "Kế hoạch kết nạp đảng viên năm 2024";
    return chosen;
}

// Owns what libical hands out.
class parsed {
public:
    explicit parsed(std::string const& text) : root_(icalparser_parse_string(text.c_str())) {}
    parsed(parsed const&) = delete;
    parsed& operator=(parsed const&) = delete;
    ~parsed() {
        if (root_ != nullptr) icalcomponent_free(root_);
    }
    [[nodiscard]] icalcomponent* root() const { return root_; }
    [[nodiscard]] std::vector<icalcomponent*> events() const {
        std::vector<icalcomponent*> found;
        auto* next = icalcomponent_get_first_component(root_, ICAL_VEVENT_COMPONENT);
        for (; next != nullptr;
             next = icalcomponent_get_next_component(root_, ICAL_VEVENT_COMPONENT))
            found.push_back(next);
        return found;
    }
    // Broken lines become components or properties of their own kind.
    [[nodiscard]] int errors() const { return icalcomponent_count_errors(root_); }

private:
    icalcomponent* root_;
};

std::string day_text(icaltimetype const& time) {
    return detail::padded(time.year, 4) + '-' + detail::padded(time.month, 2) + '-' +
           detail::padded(time.day, 2);
}

std::string text_of(char const* text) {
    return text == nullptr ? std::string() : std::string(text);
}

// The first occurrences according to libical.
std::vector<std::string> expand(schedule const& days, std::size_t count) {
    auto const rule = recurrence_rule(days).value();
    auto const recurrence = icalrecurrencetype_from_string(rule.c_str());
    auto text = to_iso(days.first());
    std::erase(text, '-');
    auto const start = icaltime_from_string(text.c_str());
    auto* iterator = icalrecur_iterator_new(recurrence, start);
    REQUIRE(iterator != nullptr);
    std::vector<std::string> found;
    while (found.size() < count) {
        auto const next = icalrecur_iterator_next(iterator);
        if (icaltime_is_null_time(next)) break;
        found.push_back(day_text(next));
    }
    icalrecur_iterator_free(iterator);
    return found;
}

std::vector<std::string> ours(schedule const& days, std::size_t count) {
    std::vector<std::string> found;
    for (auto const& day : days.within(period(days.first(), on("2400-01-01")))) {
        if (found.size() == count) break;
        found.push_back(to_iso(day));
    }
    return found;
}

} // namespace

TEST_CASE("libical reads a deadline as it was meant", "[ical]") {
    io::ical_event event{"danh sách/61", "Nộp danh sách nguồn kết nạp; gửi, trước hạn",
                         "Qua Ban Tổ chức\nhai dòng", before(on("2024-01-15"))};
    event.alarm_days_before = 3;
    parsed const file(io::write_ical({event}, options()));
    REQUIRE(file.root() != nullptr);
    CHECK(file.errors() == 0);
    CHECK(icalrestriction_check(file.root()) != 0);
    auto const events = file.events();
    REQUIRE(events.size() == 1);
    CHECK(text_of(icalcomponent_get_summary(events[0])) == event.summary);
    CHECK(text_of(icalcomponent_get_description(events[0])) ==
          "Qua Ban Tổ chức\nhai dòng\nThời hạn: trước ngày 15/01/2024 (ngày cuối cùng: "
          "14/01/2024, Chủ nhật).");
    CHECK(text_of(icalcomponent_get_uid(events[0])) == "danh%20s%c3%a1ch%2f61@partyorg.invalid");
    auto const start = icalcomponent_get_dtstart(events[0]);
    CHECK(icaltime_is_date(start) != 0);
    CHECK(day_text(start) == "2024-01-14");
    CHECK(day_text(icalcomponent_get_dtend(events[0])) == "2024-01-15");
    auto* alarm = icalcomponent_get_first_component(events[0], ICAL_VALARM_COMPONENT);
    REQUIRE(alarm != nullptr);
    auto* trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
    REQUIRE(trigger != nullptr);
    CHECK(icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration) == -3 * 86400);
}

TEST_CASE("libical reads a thousand events with long Vietnamese texts", "[ical]") {
    std::vector<io::ical_event> events;
    for (int i = 0; i < 1000; ++i) {
        std::string summary(static_cast<std::size_t>(i % 80), 'a');
        for (int j = 0; j < i % 50; ++j) summary += "đảng ủy ";
        events.push_back({"key " + std::to_string(i),
                          summary + "x",
                          {},
                          through(on("2024-01-01") + boost::gregorian::date_duration(i))});
    }
    parsed const file(io::write_ical(events, options()));
    REQUIRE(file.root() != nullptr);
    CHECK(file.errors() == 0);
    auto const found = file.events();
    REQUIRE(found.size() == events.size());
    int wrong = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (text_of(icalcomponent_get_summary(found[i])) != events[i].summary) ++wrong;
        if (day_text(icalcomponent_get_dtstart(found[i])) != to_iso(events[i].due.last_day()))
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("libical expands our rules into our days", "[ical]") {
    using enum month_policy;
    auto const* first = GENERATE("2024-01-15", "2024-01-28", "2024-01-29", "2024-01-30",
                                 "2024-01-31", "2024-02-29", "2023-02-28", "2024-04-30");
    auto const months = GENERATE(1, 3, 6, 12, 30, 60);
    auto const policy = GENERATE(same_day_or_last, month_end_sticky);
    INFO(first << " every " << months);
    schedule const days(on(first), months, policy);
    CHECK(expand(days, 30) == ours(days, 30));
}

TEST_CASE("libical reads the published plan's deadlines", "[ical]") {
    auto const plan =
        io::read_plan(std::string(PARTYORG_SOURCE_DIR) + "/examples/data/phong-tho-2024/plan.txt");
    auto const owed = obligations_of(plan);
    parsed const file(
        io::write_ical(io::events_of(plan, owed, {"PT/2024", language::vi, 3}), options()));
    REQUIRE(file.root() != nullptr);
    CHECK(file.errors() == 0);
    CHECK(icalrestriction_check(file.root()) != 0);
    auto const events = file.events();
    REQUIRE(events.size() == 4);
    std::vector<std::string> found;
    for (auto* event : events)
        found.push_back(text_of(icalcomponent_get_uid(event)) + ' ' +
                        day_text(icalcomponent_get_dtstart(event)));
    CHECK(found == std::vector<std::string>{"PT%2f2024%2fplan@partyorg.invalid 2024-01-14",
                                            "PT%2f2024%2fcandidates@partyorg.invalid 2024-01-14",
                                            "PT%2f2024%2fprobationers@partyorg.invalid 2024-01-14",
                                            "PT%2f2024%2freport@partyorg.invalid 2024-03-31"});
    CHECK(text_of(icalcomponent_get_description(events[1])) ==
          "Ai: các chi bộ cơ sở, đảng bộ cơ sở (61 đơn vị)\n"
          "Gửi: Ban Thường vụ Huyện ủy (qua Ban Tổ chức Huyện ủy)\n"
          "Nơi in: dòng 89\n"
          "Thời hạn: trước ngày 15/01/2024 (ngày cuối cùng: 14/01/2024, Chủ nhật).\n"
          "Căn cứ: KẾ HOẠCH phát triển đảng viên năm 2024.");
}

TEST_CASE("libical ends a schedule where we do", "[ical]") {
    auto const reports = schedule::ends_of(cycle::quarter, on("2024-01-01"), on("2024-12-31"));
    CHECK(expand(reports, 100) ==
          std::vector<std::string>{"2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"});
}
