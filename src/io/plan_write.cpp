#include "plan_document_columns.hpp"
#include "plan_document_text.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/rollup/reconcile.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

using namespace detail;

/// "Huyện ủy" acts for "Đảng bộ huyện".
struct level_names {
    std::string_view members, organ;
};
constexpr std::array<level_names, 10> levels = {{
    {"Đảng bộ huyện ", "Huyện ủy "},
    {"Đảng bộ thị xã ", "Thị ủy "},
    {"Đảng bộ quận ", "Quận ủy "},
    {"Đảng bộ thành phố ", "Thành ủy "},
    {"Đảng bộ tỉnh ", "Tỉnh ủy "},
    {"Đảng bộ xã ", "Đảng ủy xã "},
    {"Đảng bộ phường ", "Đảng ủy phường "},
    {"Đảng bộ thị trấn ", "Đảng ủy thị trấn "},
    {"Đảng bộ đặc khu ", "Đảng ủy đặc khu "},
    {"Đảng bộ ", "Đảng ủy "},
}};

std::string organ_of(std::string_view name) {
    for (auto const& level : levels)
        if (name.starts_with(level.members))
            return std::string(level.organ) + std::string(name.substr(level.members.size()));
    return std::string(name);
}

std::string figure_text(cell<std::int64_t> const& c) {
    if (c.is_blank()) return {};
    return c.has_value() ? std::to_string(c.value()) : "-";
}

class plan_writer {
public:
    explicit plan_writer(plan const& whole) : whole_(whole), units_(whole.units) {}

    result<std::string> run() {
        if (!fits()) return found_;
        head();
        name_columns();
        if (found_.has_errors()) return found_;
        rows();
        totals();
        compare();
        if (found_.has_errors()) return found_;
        return {std::move(out_), std::move(found_)};
    }

private:
    void refuse(std::string message) {
        found_.error(defect::not_a_plan, {whole_.source, 0, 0}, std::move(message));
    }
    void lose(std::string message) {
        found_.warning(defect::not_a_plan, {whole_.source, 0, 0}, std::move(message));
    }

    /// One root, all others directly below it.
    bool fits() {
        if (units_.size() < 2) {
            refuse("a plan needs a unit that assigns and units below it");
            return false;
        }
        for (std::uint32_t i = 0; i < units_.size(); ++i) {
            auto const depth = units_.depth(slot(i));
            if (depth == (i == 0 ? 0u : 1u)) continue;
            refuse("unit '" + std::string(units_.code(slot(i))) + "' stands " +
                   (depth == 0 ? "beside the root" : "at level " + std::to_string(depth + 1)) +
                   "; a plan's table has one root and the units directly below it");
            return false;
        }
        return true;
    }

    void head() {
        auto title = whole_.title;
        if (title.empty()) {
            title = "KẾ HOẠCH phát triển đảng viên";
            if (whole_.year) title += " năm " + std::to_string(*whole_.year);
        }
        out_ = title + "\n\n";
        auto const organ = organ_of(units_.name(slot(0)));
        out_ += "Ban Thường vụ " + organ + " giao chỉ tiêu như sau:\n\n";
    }

    /// The heading that is read back as this measure.
    std::optional<std::string> heading_of(measure_info const& info) const {
        auto const& id = info.id;
        auto const dot = id.find('.');
        for (auto const& text :
             {info.label.vi, dot == std::string::npos ? id : id.substr(dot + 1), id}) {
            if (text.empty() || text.find_first_of("\t\n\r|") != std::string::npos) continue;
            auto const read = meaning_of({clean(text)}, whole_.year, stage_);
            if (read.role == column_role::figures && read.measure.id == id) return text;
        }
        return {};
    }

    void name_columns() {
        std::string line = "TT\tChi, Đảng bộ cơ sở";
        for (std::size_t i = 0; i < whole_.figures.size(); ++i) {
            auto const& own = whole_.figures.at(i);
            auto const& info = own.info();
            auto const heading = heading_of(info);
            if (!heading || info.type != value_kind::count) {
                refuse("no heading of a plan's table says '" + info.id + "'");
                continue;
            }
            line += '\t' + *heading;
            stage_ = meaning_of({clean(*heading)}, whole_.year, stage_).stage;
        }
        if (whole_.figures.size() == 0) refuse("a plan's table needs a column of figures");
        out_ += line + '\n';
    }

    /// The number that the code ends in, where it goes on from the one before.
    std::uint32_t number_of(slot s, std::uint32_t last) const {
        auto const code = units_.code(s);
        auto const begin = code.find_last_not_of("0123456789");
        auto const digits = begin == std::string_view::npos ? code : code.substr(begin + 1);
        std::uint32_t number = 0;
        if (digits.empty() || digits.size() > 6) return last + 1;
        for (char const c : digits) number = number * 10 + static_cast<std::uint32_t>(c - '0');
        return number > last ? number : last + 1;
    }

    void rows() {
        std::uint32_t last = 0;
        for (std::uint32_t i = 1; i < units_.size(); ++i) {
            last = number_of(slot(i), last);
            out_ += std::to_string(last) + '\t' + std::string(units_.name(slot(i)));
            for (std::size_t c = 0; c < whole_.figures.size(); ++c) {
                out_ += '\t';
                visit(whole_.figures.at(c), [&](auto const& own) {
                    using T = typename std::remove_cvref_t<decltype(own)>::value_type;
                    if constexpr (std::is_same_v<T, std::int64_t>)
                        out_ += figure_text(own[slot(i)]);
                });
            }
            out_ += '\n';
        }
    }

    std::optional<std::int64_t> total_of(column_base const& own, bool computed) const {
        if (computed) return sum_below(own, slot(0));
        for (auto const& t : whole_.totals)
            if (t.measure == own.info().id && t.unit == units_.id_of(slot(0))) return t.value;
        return {};
    }

    void totals() {
        // A table without printed totals gets those that its rows add up to.
        bool const computed = whole_.totals.empty();
        std::string line = "\tTổng số";
        for (std::size_t c = 0; c < whole_.figures.size(); ++c) {
            auto const total = total_of(whole_.figures.at(c), computed);
            line += '\t' + (total ? std::to_string(*total) : std::string());
        }
        out_ += line + '\n';
    }

    // --- what is read back ---

    void compare() {
        auto const again = parse_plan({whole_.source, out_});
        if (!again) {
            refuse("what would be written cannot be read: " + again.problems().list()[0].message);
            return;
        }
        if (again->units.size() != units_.size()) {
            refuse("the table would be read as " + std::to_string(again->units.size() - 1) +
                   " units, there are " + std::to_string(units_.size() - 1));
            return;
        }
        compare_units(*again);
        for (std::size_t c = 0; c < whole_.figures.size(); ++c) compare_column(*again, c);
        for (auto const& t : whole_.totals)
            if (t.unit != units_.id_of(slot(0)))
                lose("the total of '" + t.measure +
                     "' stated for a unit below the root is left out");
    }

    void compare_units(plan const& again) {
        std::string codes, kinds;
        for (std::uint32_t i = 0; i < units_.size(); ++i) {
            slot const s(i);
            if (clean(units_.name(s)) != again.units.name(s) && i != 0)
                refuse("the name '" + std::string(units_.name(s)) + "' would be read as '" +
                       std::string(again.units.name(s)) + "'");
            if (units_.code(s) != again.units.code(s) && codes.empty())
                codes = "'" + std::string(units_.code(s)) + "' is read back as '" +
                        std::string(again.units.code(s)) + "'";
            if (units_.kind(s) != again.units.kind(s) && kinds.empty())
                kinds = "the kind of '" + std::string(units_.name(s)) + "', " +
                        std::string(to_string(units_.kind(s))) + ", is read back as " +
                        std::string(to_string(again.units.kind(s)));
        }
        if (!codes.empty()) lose("a plan's table has no codes: " + codes);
        if (!kinds.empty()) lose("a plan's table has no kinds: " + kinds);
    }

    void compare_column(plan const& again, std::size_t c) {
        auto const& own = whole_.figures.at(c);
        auto const* read = again.figures.find(own.info().id);
        if (!read || read->info().law != own.info().law) {
            refuse("'" + own.info().id + "' would be read as another measure");
            return;
        }
        for (std::uint32_t i = 0; i < units_.size(); ++i) {
            slot const s(i);
            bool const same =
                own.state(s) == read->state(s) && sum_below(own, s) == sum_below(*read, s);
            if (!same) {
                refuse("the figure of '" + std::string(units_.code(s)) + "' in '" + own.info().id +
                       (i == 0 && own.state(s) != cell_state::blank
                            ? "' belongs to the root itself, which has no row in a plan's table"
                            : "' would be read as another one"));
                return;
            }
        }
    }

    plan const& whole_;
    hierarchy const& units_;
    problems found_{};
    std::optional<measure_info> stage_{};
    std::string out_{};
};

} // namespace

result<std::string> write_plan(plan const& whole) {
    return plan_writer(whole).run();
}

} // namespace partyorg::io
