#include "io/text_fold.hpp"

#include <partyorg/io/cases.hpp>
#include <partyorg/io/csv_rows.hpp>
#include <partyorg/io/escape.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

enum column_of_cases : std::size_t {
    case_code,
    unit,
    stage,
    day,
    known,
    reference,
    attributes,
    entry,
    counts_from,
    reached,
    extended_by,
    location,
};

constexpr std::array<named_column, 12> columns = {{
    {"case", "mã hồ sơ|hồ sơ", column_need::required},
    {"unit", "đơn vị|mã đơn vị|tổ chức đảng", column_need::required},
    {"stage", "bước|giai đoạn", column_need::required},
    {"day", "ngày", column_need::required},
    {"known", "ngày ghi nhận|ngày biết", column_need::optional},
    {"reference", "số văn bản|văn bản", column_need::optional},
    {"attributes", "đối tượng|groups", column_need::optional},
    {"entry", "loại dòng", column_need::optional},
    {"counts_from", "tính từ ngày", column_need::optional},
    {"reached", "đã đến bước", column_need::optional},
    {"extended_by", "số ngày gia hạn", column_need::optional},
    {"place", "nơi|địa điểm|nơi tổ chức", column_need::optional},
}};

constexpr std::array<case_entry, 3> all_entries = {case_entry::record, case_entry::correction,
                                                   case_entry::retraction};

constexpr label_view label_of_entry(case_entry what) noexcept {
    constexpr label_view labels[] = {
        {"ghi", "record"}, {"đính chính", "correction"}, {"hủy", "retraction"}};
    return labels[static_cast<std::size_t>(what)];
}

/// Values by identifier or label, without regard to case.
template <class Value>
class vocabulary {
public:
    void add(Value value, std::string_view id, label_view label) {
        names_.emplace_back(id, value);
        folded_.emplace_back(detail::fold_case(id), value);
        folded_.emplace_back(detail::fold_case(label.vi), value);
        folded_.emplace_back(detail::fold_case(label.en), value);
    }
    [[nodiscard]] std::optional<Value> find(std::string_view text) const {
        for (auto const& [name, value] : names_)
            if (name == text) return value;
        if (text.size() > 100) return {};
        auto const folded = detail::fold_case(text);
        for (auto const& [name, value] : folded_)
            if (name == folded) return value;
        return {};
    }
    [[nodiscard]] std::string known() const {
        std::string text;
        for (auto const& [name, value] : names_) text.append(text.empty() ? "" : ", ").append(name);
        return text;
    }

private:
    std::vector<std::pair<std::string_view, Value>> names_{};
    std::vector<std::pair<std::string, Value>> folded_{};
};

std::string shown(std::string_view text) {
    return "'" + std::string(text.substr(0, 60)) + (text.size() > 60 ? "…'" : "'");
}

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class reader {
public:
    explicit reader(named_text const& source) : rows_(source, columns, found_) {
        for (auto const s : all_case_stages()) stages_.add(s, to_string(s), label_of(s));
        for (auto const g : all_case_groups()) groups_.add(g, to_string(g), label_of(g));
        for (auto const e : all_entries) entries_.add(e, to_string(e), label_of_entry(e));
    }

    result<case_log> run() {
        while (rows_.next()) take();
        if (found_.has_errors()) return std::move(found_);
        return {std::move(log_), std::move(found_)};
    }

private:
    void take() {
        auto const before = found_.errors();
        case_event e;
        e.case_code = rows_.required_text(case_code);
        e.unit = rows_.required_text(unit);
        if (auto const what = word(stage, stages_, defect::unknown_case_stage, "stage"))
            e.stage = *what;
        else
            (void)rows_.required_text(stage);
        if (auto const on = rows_.day(day))
            e.day = *on;
        else
            (void)rows_.required_text(day);
        e.known = rows_.day(known);
        e.reference = rows_.text(reference);
        e.location = rows_.text(location);
        read_groups(e.groups);
        e.entry =
            word(entry, entries_, defect::unknown_case_entry, "entry").value_or(case_entry::record);
        e.counts_from = rows_.day(counts_from);
        read_reached(e);
        read_extension(e);
        if (found_.errors() != before) return;
        e.where = rows_.row();
        log_.add(e);
    }

    /// The value that a cell names; nothing for an empty cell or an unknown word.
    template <class Value>
    std::optional<Value> word(std::size_t column, vocabulary<Value> const& words, defect code,
                              char const* what) {
        auto const text = rows_.text(column);
        if (text.empty()) return {};
        auto const value = words.find(text);
        if (!value)
            rows_.error(column, code,
                        shown(text) + " is no " + what + "; there are " + words.known());
        return value;
    }

    void read_groups(case_groups& out) {
        auto rest = rows_.text(attributes);
        while (!rest.empty()) {
            auto const end = std::min(rest.find_first_of(";|"), rest.size());
            auto const one = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (one.empty()) continue;
            if (auto const group = groups_.find(one))
                out.add(*group);
            else
                rows_.error(attributes, defect::unknown_case_group,
                            shown(one) + " is no group; there are " + groups_.known());
        }
    }

    void read_reached(case_event& e) {
        e.reached = word(reached, stages_, defect::unknown_case_stage, "stage");
        if (!e.reached || is_case_step(*e.reached)) return;
        rows_.error(reached, defect::unknown_case_stage,
                    shown(rows_.text(reached)) + " is no step of the path");
        e.reached.reset();
    }

    void read_extension(case_event& e) {
        auto const days = rows_.count(extended_by);
        if (!days) return;
        if (*days > std::numeric_limits<std::uint16_t>::max())
            rows_.error(extended_by, defect::number_out_of_range,
                        std::to_string(*days) + " working days are not meant");
        else
            e.extended_by = static_cast<std::uint16_t>(*days);
    }

    problems found_{};
    csv_rows rows_;
    vocabulary<case_stage> stages_{};
    vocabulary<case_group> groups_{};
    vocabulary<case_entry> entries_{};
    case_log log_{};
};

} // namespace

result<case_log> parse_cases(named_text const& source) {
    return reader(source).run();
}

result<case_log> try_read_cases(std::string const& path) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_cases(*text);
}

case_log read_cases(std::string const& path) {
    return try_read_cases(path).value();
}

std::string write_cases(case_log const& log) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i != 0) out += ',';
        out += columns[i].id;
    }
    out += '\n';
    auto const add = [&](std::string_view text, char end) {
        append_csv_field(out, text);
        out += end;
    };
    for (std::size_t i = 0; i < log.size(); ++i) {
        auto const e = log[i];
        add(e.case_code, ',');
        add(e.unit, ',');
        add(to_string(e.stage), ',');
        add(to_iso(e.day), ',');
        add(e.known && *e.known != e.day ? to_iso(*e.known) : std::string(), ',');
        add(e.reference, ',');
        add(to_string(e.groups), ',');
        add(e.entry == case_entry::record ? std::string_view() : to_string(e.entry), ',');
        add(e.counts_from ? to_iso(*e.counts_from) : std::string(), ',');
        add(e.reached ? to_string(*e.reached) : std::string_view(), ',');
        add(e.extended_by ? std::to_string(*e.extended_by) : std::string(), ',');
        add(e.location, '\n');
    }
    return out;
}

} // namespace partyorg::io
