#pragma once
/// @file
/// A published plan: an organisation and what the document says about it.

#include <partyorg/calendar/deadline.hpp>
#include <partyorg/core/date.hpp>
#include <partyorg/core/label.hpp>
#include <partyorg/measures/measure.hpp>
#include <partyorg/organisation/organisation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg {

/// A count that the text states.
struct stated_count {
    std::string id{};        ///< "units.total", "units.grassroots_cell", "members", "admitted" …
    partyorg::label label{}; ///< what is counted
    std::int64_t value = 0;  ///< how many
    std::optional<date> as_of{}; ///< on which day, if told
    std::optional<int> year{};   ///< in which year, if told
    place where{};               ///< where it is printed
};

/// "k/n … have a cell", as the text states it.
struct stated_coverage {
    std::string what{};          ///< "thôn, bản, tổ dân phố", as printed
    coverage_count count{};      ///< how many of how many
    std::optional<date> as_of{}; ///< on which day, if told
    place where{};               ///< where it is printed
};

/// An instrument that the plan is based on or carries out, as printed.
struct legal_basis {
    std::string text{};              ///< the whole mention
    std::string number{};            ///< "234-KH/HU"
    std::string issuer{};            ///< who issued it, as printed; empty if not told
    std::optional<date> signed_on{}; ///< when, if told
    place where{};                   ///< where it is printed
};

/// How often a duty recurs.
enum class recurrence : std::uint8_t {
    once,        ///< a single time
    ongoing,     ///< "thường xuyên": all the time
    monthly,     ///< hằng tháng
    quarterly,   ///< hằng quý
    half_yearly, ///< 6 tháng
    yearly,      ///< hằng năm
};

/// Who carries a duty.
enum class duty_holder : std::uint8_t {
    units, ///< every grassroots unit of the plan
    body,  ///< a body named in the text
};

/// A duty as the plan words it: who owes what to whom, through whom, by when.
struct duty {
    duty_holder holder = duty_holder::units; ///< units or a body
    std::string who{};                       ///< as printed in the heading or sentence
    std::string text{};                      ///< the sentence
    std::vector<std::string> documents{};    ///< what has to be sent, one by one; empty for acts
    std::string to{};                        ///< recipient, as printed; empty if none
    std::string through{};                   ///< intermediary, as printed; empty if none
    std::optional<deadline> due{};           ///< last day and how it is put, if told
    partyorg::recurrence recurrence = partyorg::recurrence::once; ///< how often
    place where{};                                                ///< where it is printed
};

/// Rows of the table under one heading: "Khối xã, thị trấn". It is no unit: it orders the table and
/// has neither members nor a superior.
struct row_group {
    std::string name{};               ///< as printed
    std::vector<unit_id> units{};     ///< the units of its rows
    std::vector<stated_total> sums{}; ///< printed sub-totals, of the root's measures
    place where{};                    ///< where the heading is printed
};

/// A sentence or row that the reader did not understand. Nothing is dropped silently.
struct unread_text {
    std::string text{}; ///< as printed
    place where{};      ///< where
};

/// A published plan.
struct plan : organisation {
    std::string title{};                       ///< as printed
    std::optional<int> year{};                 ///< year of the targets
    std::string issuer{};                      ///< who issues it, as printed; empty if not told
    std::vector<legal_basis> basis{};          ///< instruments it names
    std::vector<stated_count> counts{};        ///< counts in the text
    std::vector<stated_coverage> coverage{};   ///< coverage in the text
    std::vector<duty> duties{};                ///< who owes what
    std::vector<row_group> groups{};           ///< groups of rows, if the table has any
    std::vector<unread_text> not_understood{}; ///< what the reader could not use

    /// Built from what an organisation is built from.
    using organisation::organisation;
    /// An empty plan.
    plan() = default;
    /// A plan around an organisation that was read or built elsewhere.
    explicit plan(organisation whole) : organisation(std::move(whole)) {}
};

} // namespace partyorg
