#include "io/csv_cells.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/escape.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace partyorg::io {

namespace {

/// Appends rows to a text.
class table_writer {
public:
    table_writer(organisation const& whole, char separator, text_sink& sink)
        : whole_(whole),
          separator_(separator),
          sink_(sink) {
        for (std::size_t i = 0; i < whole.figures.size(); ++i)
            measures_.push_back(whole.figures.at(i).info().id);
        for (auto const& total : whole.totals)
            if (position_of(total.measure) == measures_.size()) measures_.push_back(total.measure);
    }

    void run() {
        out_ = "code";
        for (auto const* name : {"parent", "kind", "name"}) next(name);
        for (auto const& id : measures_) next_name(id);
        out_ += '\n';
        auto const& units = whole_.units;
        for (std::uint32_t s = 0; s < units.size(); ++s) write_unit(slot(s));
        write_totals();
        hand_over();
    }

private:
    std::size_t position_of(std::string const& measure) const {
        return static_cast<std::size_t>(std::find(measures_.begin(), measures_.end(), measure) -
                                        measures_.begin());
    }

    void hand_over() {
        sink_.write(out_);
        out_.clear();
    }
    void end_row() {
        out_ += '\n';
        if (out_.size() >= piece) hand_over();
    }
    void next(std::string_view text) {
        out_ += separator_;
        append_csv_field(out_, text, separator_);
    }
    /// Names of columns are trimmed when they are read, unless they are quoted.
    void next_name(std::string_view id) {
        bool const blanks =
            id.starts_with(' ') || id.starts_with('\t') || id.ends_with(' ') || id.ends_with('\t');
        if (!blanks) return next(id);
        std::string field;
        append_csv_field(field, id, separator_);
        if (!field.starts_with('"')) field = '"' + field + '"';
        out_ += separator_;
        out_ += field;
    }

    void write_unit(slot s) {
        auto const& units = whole_.units;
        auto const above = units.parent(s);
        append_csv_field(out_, units.code(s), separator_);
        next(above ? units.code(*above) : std::string_view{});
        next(to_string(units.kind(s)));
        next(units.name(s));
        for (std::size_t i = 0; i < whole_.figures.size(); ++i) {
            out_ += separator_;
            write_cell(whole_.figures.at(i), s);
        }
        out_.append(measures_.size() - whole_.figures.size(), separator_);
        end_row();
    }

    void write_cell(column_base const& own, slot s) {
        if (own.state(s) == cell_state::declared_none) out_ += '-';
        if (own.state(s) != cell_state::stated) return;
        visit(own, [&](auto const& c) { detail::append_cell(out_, c[s].value()); });
    }

    /// One row per unit, in the order in which the units' totals come; a total that is stated twice
    /// takes another row.
    void write_totals() {
        std::vector<bool> written(whole_.totals.size());
        for (std::size_t first = 0; first < written.size(); ++first) {
            if (written[first]) continue;
            std::vector<std::string> cells(measures_.size());
            for (std::size_t i = first; i < written.size(); ++i) {
                auto const& total = whole_.totals[i];
                if (written[i] || total.unit != whole_.totals[first].unit) continue;
                auto& cell = cells[position_of(total.measure)];
                auto const text = std::to_string(total.value);
                if (!cell.empty() && cell != text) continue;
                cell = text;
                written[i] = true;
            }
            write_total(whole_.totals[first].unit, cells);
        }
    }

    void write_total(unit_id unit, std::vector<std::string> const& cells) {
        auto const at = whole_.units.find(unit);
        out_ += "#total";
        next(at ? whole_.units.code(*at) : std::string_view{});
        next({});
        next({});
        for (auto const& cell : cells) next(cell);
        end_row();
    }

    organisation const& whole_;
    static constexpr std::size_t piece = std::size_t{1} << 16;

    char separator_;
    text_sink& sink_;
    std::vector<std::string> measures_{};
    std::string out_{};
};

} // namespace

void write_unit_table(organisation const& whole, text_sink& out, separator fields) {
    char const cut = fields == separator::tab ? '\t' : fields == separator::semicolon ? ';' : ',';
    table_writer(whole, cut, out).run();
}

std::string write_unit_table(organisation const& whole, separator fields) {
    struct keep_all : text_sink {
        std::string text{};
        void write(std::string_view piece) override { text += piece; }
    } all;
    write_unit_table(whole, all, fields);
    return std::move(all.text);
}

} // namespace partyorg::io
