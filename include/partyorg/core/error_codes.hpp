#pragma once
/// @file
/// The catalogue of defects. `docs/errors.md` explains each one; a test compares the two.

#include <array>
#include <cstdint>
#include <string_view>

// clang-format off
/// Every defect the library reports: name, number, one line of English.
/// Numbers are stable: they are never re-used and never renumbered.
/// 10xx hierarchy, 11xx tables, 12xx plan documents, 13xx files and encodings, 14xx measures,
/// 15xx calendar and obligations, 16xx rules, 17xx targets, 18xx other formats, 90xx internal.
#define PARTYORG_DEFECTS(X)                                                                        \
    X(duplicate_code, 1001, "two units have the same code")                                        \
    X(unknown_parent, 1002, "the parent's code is not the code of any unit")                       \
    X(cycle, 1003, "units are each other's superiors in a circle")                                 \
    X(several_roots, 1004, "more than one unit has no parent")                                     \
    X(missing_kind, 1005, "a unit has no kind")                                                    \
    X(kind_not_allowed, 1006, "a kind of unit stands under a kind it usually does not")            \
    X(missing_code, 1007, "a unit has no code")                                                    \
    X(no_units, 1008, "there is not a single unit")                                                \
    X(too_many_units, 1009, "more units than a snapshot can number")                               \
    X(unknown_kind, 1010, "the kind is not one the library knows")                                 \
    X(text_too_large, 1011, "codes or names together are larger than 4 GiB")                       \
    X(missing_column, 1101, "a table lacks a required column")                                     \
    X(duplicate_column, 1102, "two columns of a table have the same name")                         \
    X(bad_number, 1103, "a cell is neither a whole number, '-' nor empty")                         \
    X(number_out_of_range, 1104, "a number does not fit")                                          \
    X(wrong_field_count, 1105, "a row has more or fewer fields than the header")                   \
    X(unbalanced_quote, 1106, "a quoted field is not closed")                                      \
    X(stray_quote, 1107, "a quote stands where none may stand")                                    \
    X(unknown_measure_column, 1108, "a column is not a measure the library knows")                 \
    X(bad_total_row, 1109, "a #total row names no unit of the table, or repeats a total")          \
    X(negative_number, 1110, "a count is negative")                                                \
    X(too_many_columns, 1111, "a table has more columns than are read")                            \
    X(stray_carriage_return, 1112, "a carriage return stands alone")                               \
    X(code_too_long, 1113, "a code is longer than a code may be")                                  \
    X(bad_coverage, 1114, "a cell of a coverage column is not of the form k/n")                    \
    X(bad_day, 1115, "a cell of a column of days is not a day")                                    \
    X(cancelled, 1131, "reading was stopped by whoever watched it")                                \
    X(empty_cell, 1150, "a cell is empty that must not be")                                        \
    X(unknown_column, 1151, "a column is none of those that the format knows")                     \
    X(unknown_word, 1152, "a cell holds none of the words that the format knows")                  \
    X(no_table, 1201, "the document has no table of units")                                        \
    X(bad_cell, 1202, "a cell of the plan's table is not a number")                                \
    X(repeated_row_number, 1203, "two rows of the table carry the same number")                    \
    X(row_number_gap, 1204, "the numbering of the rows has a gap")                                 \
    X(row_not_understood, 1205, "a row of the table is not understood")                            \
    X(count_differs, 1206, "a count in the text differs from the table")                           \
    X(bad_date, 1207, "a date is not a day of the calendar")                                       \
    X(kind_not_told, 1208, "a unit's kind cannot be told from its name")                           \
    X(no_year, 1209, "the plan does not tell its year")                                            \
    X(fact_contradicted, 1210, "the document states the same fact twice, differently")             \
    X(missing_header, 1211, "the table of units has no header")                                    \
    X(header_unclear, 1212, "the headings of the table cannot be matched with its columns")        \
    X(cell_out_of_range, 1213, "a figure of the table is too large to be meant")                   \
    X(root_not_told, 1214, "the document does not name the organisation whose plan it is")         \
    X(row_without_number, 1215, "a row of the table has no readable number")                       \
    X(subtotal_differs, 1216, "a printed sub-total differs from the rows under its heading")       \
    X(not_a_plan, 1217, "the organisation does not fit into a plan's table")                       \
    X(cannot_open, 1301, "the file cannot be opened")                                              \
    X(not_a_file, 1302, "the path is not a file")                                                  \
    X(not_utf8, 1303, "the text is not UTF-8")                                                     \
    X(wrong_encoding, 1304, "the text is in another encoding, UTF-16 or UTF-32")                   \
    X(binary_file, 1305, "the file is not text")                                                   \
    X(line_too_long, 1306, "a line is longer than the limit")                                      \
    X(file_too_large, 1307, "the file is larger than the limit")                                   \
    X(empty_file, 1308, "the file is empty")                                                       \
    X(read_failed, 1309, "reading stopped with an error of the system")                            \
    X(write_failed, 1310, "writing stopped with an error of the system")                           \
    X(overflow, 1401, "a sum does not fit into 64 bits")                                           \
    X(unknown_measure, 1402, "no column with this measure")                                        \
    X(unknown_unit, 1403, "no unit with this code")                                                \
    X(measure_mismatch, 1404, "the measure has another type or law than the column")               \
    X(of_which_above_total, 1405, "an of-which cell is larger than its total")                     \
    X(total_differs, 1406, "a stated total differs from the rolled-up one")                        \
    X(reversed_period, 1501, "a period ends before it begins")                                     \
    X(not_a_date, 1502, "a date is missing where one is required")                                 \
    X(date_out_of_range, 1503, "a day lies outside what the calendar covers")                      \
    X(open_span, 1504, "a last day is missing where there must be one")                            \
    X(bad_duration, 1505, "a length of time is negative or makes no sense")                        \
    X(extension_too_long, 1506, "an extension is longer than the rule allows")                     \
    X(no_clock, 1507, "no rule is known that sets this deadline on that day")                      \
    X(contradictory_decision, 1508, "the decision on a year's days off contradicts itself")        \
    X(bad_event_key, 1509, "a calendar event has no key, or the key of another one")               \
    X(unknown_obligation, 1520, "an entry names an obligation or a time that does not exist")      \
    X(not_a_debtor, 1521, "an entry's unit does not owe what it hands in")                         \
    X(repeated_submission, 1522, "the same thing is handed in twice")                              \
    X(submission_too_early, 1523, "something is handed in before its obligation began")            \
    X(contradictory_times, 1524, "an obligation has two last days, or recurs without a first")     \
    X(repeated_obligation, 1525, "two obligations have the same identifier")                       \
    X(overlapping_versions, 1601, "two versions of a rule hold on the same day")                   \
    X(gap_between_versions, 1602, "a rule has no version for the days between two others")         \
    X(missing_rule_id, 1603, "a rule has no identifier")                                           \
    X(malformed_rule, 1604, "an expression of a rule cannot be evaluated")                         \
    X(unknown_parameter, 1605, "a rule has no parameter with this name")                           \
    X(contradictory_parameter, 1606, "a rule gives one parameter two values")                      \
    X(unknown_rule, 1607, "the rule book has no rule with this identifier")                        \
    X(unusable_column, 1608, "a column holds values of another type than a rule needs")            \
    X(missing_citation, 1609, "a rule names no instrument")                                        \
    X(figure_overflow, 1610, "a figure of a rule does not fit into 64 bits")                       \
    X(bad_json, 1630, "the text is not JSON")                                                      \
    X(json_too_deep, 1631, "brackets are nested too deep")                                         \
    X(repeated_json_key, 1632, "a key stands twice in one object")                                 \
    X(unknown_json_key, 1633, "an object has a key that the format does not know")                 \
    X(missing_json_key, 1634, "an object lacks a key that the format needs")                       \
    X(wrong_json_type, 1635, "a value has another type than the format needs")                     \
    X(unknown_rule_word, 1636, "a value is none of the words that are allowed there")              \
    X(unknown_expression_op, 1637, "a rule has a node that does not exist")                        \
    X(unknown_rule_measure, 1638, "a rule reads a measure that nobody declared")                   \
    X(repeated_declaration, 1639, "a measure is declared twice")                                   \
    X(program_predicate, 1640, "a program's predicate cannot be stored in a file")                 \
    X(rule_file_version_differs, 1641, "the rule file has another version of the format")          \
    X(fingerprint_differs, 1642, "a fingerprint is not that of the finding beside it")             \
    X(bad_fingerprint, 1643, "a fingerprint is not 16 hexadecimal digits")                         \
    X(repeated_baseline_entry, 1644, "a baseline accepts the same finding twice")                  \
    X(incomplete_suppression, 1645, "a suppression lacks its reason, role or last day")            \
    X(unused_baseline_entry, 1646, "a baseline accepts a finding that is not there")               \
    X(lapsed_suppression, 1647, "a suppression has run out")                                       \
    X(not_acceptable, 1648, "a baseline accepts an outcome that needs no accepting")               \
    X(edit_not_possible, 1660, "an edit names no unit or makes a circle, or a cell does not fit")  \
    X(bad_scenario_line, 1661, "a line of a scenario file cannot be understood")                   \
    X(scenario_unit, 1662, "a scenario names a unit that its organisation does not have")          \
    X(scenario_rule, 1663, "a scenario names a rule that the rule book does not have")             \
    X(scenario_order, 1664, "a line of a scenario file stands where it means nothing")             \
    X(tests_fail_unchanged, 1665, "the tests fail before anything is mutated")                     \
    X(negative_weight, 1701, "a weight is negative, or its denominator is not positive")           \
    X(zero_basis, 1702, "seats are to be divided, but no unit has a weight")                       \
    X(seats_above_capacity, 1703, "more seats than the upper bounds leave room for")               \
    X(seats_below_minima, 1704, "the lower bounds and holds ask for more seats than there are")    \
    X(bounds_reversed, 1705, "a unit's bounds and hold contradict each other")                     \
    X(tie_undecided, 1706, "units have equal claims, and nothing decides between them")            \
    X(quota_too_coarse, 1707, "the Droop quota leaves more seats than there are remainders")       \
    X(weights_too_fine, 1708, "weights or seats are too large for exact comparison")               \
    X(certificate_wrong, 1709, "a certificate does not prove its seats")                           \
    X(nested_claims, 1710, "a unit and one of its superiors both take part in a division")         \
    X(negative_target, 1711, "a target, bound or hold is negative")                                \
    X(cascade_infeasible, 1712, "the demands on a cascade cannot be met together")                 \
    X(cascade_undecided, 1713, "no cascade was found, and none was excluded")                      \
    X(margins_differ, 1714, "the two margins of a table do not have the same sum")                 \
    X(adjustment_infeasible, 1715, "the unheld cells cannot take up the change")                   \
    X(percentage_unexplained, 1716, "no whole target explains the percentage")                     \
    X(duplicate_scenario, 1717, "two scenarios have the same name")                                \
    X(no_common_superior, 1718, "units that are divided among have no superior in common")         \
    X(impossible_case_step, 1730, "an event cannot follow what happened to its case before")       \
    X(case_out_of_order, 1731, "a step of a case is dated after a later step")                     \
    X(missing_case_step, 1732, "a step lacks one that has to come before it")                      \
    X(repeated_case_event, 1733, "the same step of a case is recorded twice")                      \
    X(second_case_decision, 1734, "a case is decided twice")                                       \
    X(event_before_unit, 1735, "an event is dated before its unit was established")                \
    X(known_before_event, 1736, "an event was recorded before it happened")                        \
    X(case_step_late, 1737, "a step of a case came after its last day")                            \
    X(case_step_early, 1738, "a step of a case came before its first day")                         \
    X(nothing_to_correct, 1739, "a correction or retraction concerns nothing that was recorded")   \
    X(corrections_conflict, 1740, "two corrections of the same day contradict each other")         \
    X(case_changes_unit, 1741, "a case appears in another unit without a transfer")                \
    X(case_counts_differ, 1742, "a count differs from the events of the log")                      \
    X(case_step_lapsed, 1743, "a step of a case has lost its validity")                            \
    X(missing_case_code, 1744, "an event has no case code")                                        \
    X(unknown_case_stage, 1745, "the stage of a case is not one the library knows")                \
    X(unknown_case_group, 1746, "the group is not one the library knows")                          \
    X(unknown_case_entry, 1747, "a line of the log neither records, corrects nor retracts")        \
    X(not_a_case_code, 1748, "a case code looks like a name")                                      \
    X(case_needs_parts, 1749, "an event says more or less than its stage has")                     \
    X(not_a_snapshot, 1801, "the file is not a snapshot")                                          \
    X(snapshot_version_differs, 1802, "the snapshot has another version or byte order")            \
    X(damaged_snapshot, 1803, "the snapshot is truncated or damaged")                              \
    X(internal, 9001, "the library contradicts itself; please report it")
// clang-format on

namespace partyorg {

/// What is wrong with an input, as a stable number.
enum class defect : std::uint16_t {
#define PARTYORG_X(name, number, summary) name = number, ///< summary
    PARTYORG_DEFECTS(PARTYORG_X)
#undef PARTYORG_X
};

/// One line of the catalogue.
struct defect_info {
    defect code;              ///< the number
    std::string_view name;    ///< the enumerator's name
    std::string_view text;    ///< "PO1001"
    std::string_view summary; ///< one line of English
};

/// The whole catalogue in the order of the numbers.
inline constexpr auto defect_catalogue = std::to_array<defect_info>({
#define PARTYORG_X(name, number, summary) {defect::name, #name, "PO" #number, summary},
    PARTYORG_DEFECTS(PARTYORG_X)
#undef PARTYORG_X
});

/// @return The printed code, for example "PO1001".
/// @complexity Linear in the catalogue; for messages, not for hot loops.
[[nodiscard]] constexpr std::string_view code_text(defect code) noexcept {
    for (auto const& entry : defect_catalogue)
        if (entry.code == code) return entry.text;
    return "PO9001";
}

} // namespace partyorg
