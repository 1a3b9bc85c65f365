#pragma once
// Logs of admission cases written step by step, and the calendar they are judged by.

#include <partyorg/calendar/statutory_clocks.hpp>
#include <partyorg/calendar/working_days.hpp>
#include <partyorg/targets/cases.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace test {

/// "2024-02-29" as a date.
inline partyorg::date day(char const* iso) {
    return partyorg::parse_iso_date(iso).value();
}

/// The working days of 2022 to 2027, made once.
inline partyorg::working_days const& calendar() {
    static auto const days = partyorg::statutory_working_days(2022, 2027);
    return days;
}

/// Writes a log line by line; the number of the line is its place.
class log_writer {
public:
    explicit log_writer(std::string code = "A-1", std::string unit = "X-02")
        : code_(std::move(code)),
          unit_(std::move(unit)) {}

    log_writer& at(partyorg::case_stage stage, char const* on) {
        partyorg::case_event e;
        e.stage = stage;
        e.day = day(on);
        e.groups = groups_;
        return add(std::move(e));
    }
    /// An event of the present case and unit, unless it names its own.
    log_writer& add(partyorg::case_event e) {
        if (e.case_code.empty()) e.case_code = code_;
        if (e.unit.empty()) e.unit = unit_;
        e.where = {"log", ++line_, 1};
        log.add(e);
        return *this;
    }
    /// What follows is another case.
    log_writer& next(std::string code, std::string unit, partyorg::case_groups groups = {}) {
        code_ = std::move(code);
        unit_ = std::move(unit);
        groups_ = groups;
        return *this;
    }
    /// All steps up to the resolution of the cell.
    log_writer& papers(char const* resolution) {
        using enum partyorg::case_stage;
        return at(source_list, "2024-01-02")
            .at(awareness_course, "2024-01-03")
            .at(dossier, "2024-01-04")
            .at(introduced, "2024-01-05")
            .at(cell_resolution, resolution);
    }

    partyorg::case_log log{};

private:
    std::string code_, unit_;
    partyorg::case_groups groups_{};
    std::uint32_t line_ = 0;
};

} // namespace test
