#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/io/json.hpp>
#include <partyorg/io/json_writer.hpp>

#include <concepts>
#include <type_traits>

namespace partyorg::io {

namespace {

class organisation_writer {
public:
    explicit organisation_writer(std::string& out) : json_(out, json_style::indented) {}

    void write(organisation const& whole) {
        json_.begin_object();
        body(whole);
        json_.end_object();
    }
    void write(plan const& whole) {
        json_.begin_object();
        text("title", whole.title);
        json_.key("year");
        whole.year ? json_.number(*whole.year) : json_.null();
        text("issuer", whole.issuer);
        body(whole);
        said(whole);
        json_.end_object();
    }

private:
    void text(std::string_view key, std::string_view value) { json_.key(key).string(value); }
    void day(std::string_view key, std::optional<date> const& value) {
        json_.key(key);
        value ? json_.string(to_iso(*value)) : json_.null();
    }
    void where(place const& at) {
        json_.key("line");
        at.line == 0 ? json_.null() : json_.number(at.line);
    }
    template <class List, class Each>
    void list(std::string_view key, List const& entries, Each each) {
        json_.key(key).begin_array();
        for (auto const& e : entries) {
            json_.begin_object(json_layout::flat);
            each(e);
            json_.end_object();
        }
        json_.end_array();
    }

    void body(organisation const& whole) {
        text("source", whole.source);
        measures(whole.figures);
        units(whole);
        list("totals", whole.totals, [&](stated_total const& t) {
            text("unit", code_of(whole, t.unit));
            text("measure", t.measure);
            json_.key("value").number(t.value);
            where(t.where);
        });
        list("bodies", whole.relations.bodies(), [&](partyorg::body const& b) {
            text("kind", to_string(b.kind));
            text("name", b.name);
            text("unit", code_of(whole, b.unit));
        });
        list("relations", whole.relations.links(), [&](relation const& r) {
            text("type", label_of(r.kind).en);
            text("from", end_of(whole, r.from));
            text("to", end_of(whole, r.to));
        });
        list("warnings", whole.notes, [&](problem const& p) {
            text("code", code_text(p.code));
            text("message", p.message);
            where(p.where);
        });
    }

    static std::string_view code_of(organisation const& whole, unit_id id) {
        auto const at = whole.units.find(id);
        return at ? whole.units.code(*at) : std::string_view{};
    }
    static std::string_view end_of(organisation const& whole, node end) {
        return end.body() ? std::string_view(whole.relations[*end.body()].name)
                          : code_of(whole, *end.unit());
    }

    void measures(table const& figures) {
        json_.key("measures").begin_array();
        for (std::size_t i = 0; i < figures.size(); ++i) {
            auto const& info = figures.at(i).info();
            json_.begin_object(json_layout::flat);
            text("id", info.id);
            text("law", to_string(info.law));
            text("vi", info.label.vi);
            text("en", info.label.en);
            json_.key("of_which");
            info.of_which.empty() ? json_.null() : json_.string(info.of_which);
            json_.end_object();
        }
        json_.end_array();
    }

    void units(organisation const& whole) {
        json_.key("units").begin_array();
        for (auto const s : pre_order(whole.units)) {
            json_.begin_object(json_layout::flat);
            text("code", whole.units.code(s));
            json_.key("parent");
            if (auto const above = whole.units.parent(s))
                json_.string(whole.units.code(*above));
            else
                json_.null();
            text("kind", to_string(whole.units.kind(s)));
            text("name", whole.units.name(s));
            json_.key("depth").number(whole.units.depth(s));
            where(whole.units.origin(s));
            json_.key("cells").begin_object(json_layout::flat);
            for (std::size_t i = 0; i < whole.figures.size(); ++i) {
                json_.key(whole.figures.at(i).info().id);
                cell(whole.figures.at(i), s);
            }
            json_.end_object();
            json_.end_object();
        }
        json_.end_array();
    }

    void cell(column_base const& own, slot s) {
        if (own.state(s) == cell_state::blank) {
            json_.null();
        } else if (own.state(s) == cell_state::declared_none) {
            json_.string("-");
        } else {
            visit(own, [&](auto const& column) { value(column[s].value()); });
        }
    }
    template <std::integral T>
    void value(T number) {
        json_.number(number);
    }
    void value(double number) { json_.real(number); }
    void value(date const& at) { json_.string(to_iso(at)); }
    void value(coverage_count const& share) {
        json_.begin_object(json_layout::flat);
        json_.key("covered").number(share.covered);
        json_.key("of").number(share.of);
        json_.end_object();
    }

    void said(plan const& whole) {
        list("legal_basis", whole.basis, [&](legal_basis const& b) {
            text("text", b.text);
            text("number", b.number);
            text("issuer", b.issuer);
            day("signed_on", b.signed_on);
            where(b.where);
        });
        list("counts", whole.counts, [&](stated_count const& c) {
            text("id", c.id);
            json_.key("value").number(c.value);
            day("as_of", c.as_of);
            json_.key("year");
            c.year ? json_.number(*c.year) : json_.null();
            where(c.where);
        });
        list("coverage", whole.coverage, [&](stated_coverage const& c) {
            text("what", c.what);
            json_.key("covered").number(c.count.covered);
            json_.key("of").number(c.count.of);
            day("as_of", c.as_of);
            where(c.where);
        });
        list("groups", whole.groups, [&](row_group const& g) {
            text("name", g.name);
            json_.key("units").begin_array(json_layout::flat);
            for (auto const unit : g.units) json_.string(code_of(whole, unit));
            json_.end_array();
            where(g.where);
        });
        list("duties", whole.duties, [&](duty const& d) { duty_of(d); });
        list("not_understood", whole.not_understood, [&](unread_text const& u) {
            text("text", u.text);
            where(u.where);
        });
    }
    void duty_of(duty const& d) {
        text("holder", d.holder == duty_holder::units ? "units" : "body");
        text("who", d.who);
        text("text", d.text);
        json_.key("documents").begin_array(json_layout::flat);
        for (auto const& document : d.documents) json_.string(document);
        json_.end_array();
        text("to", d.to);
        text("through", d.through);
        day("due", d.due ? std::optional(d.due->stated()) : std::nullopt);
        json_.key("bound");
        d.due ? json_.string(d.due->how() == bound::exclusive ? "before" : "through")
              : json_.null();
        constexpr std::string_view names[] = {"once",      "ongoing",     "monthly",
                                              "quarterly", "half_yearly", "yearly"};
        text("recurrence", names[static_cast<std::size_t>(d.recurrence)]);
        where(d.where);
    }

    json_writer json_;
};

} // namespace

std::string write_json(organisation const& whole) {
    std::string out;
    organisation_writer(out).write(whole);
    return out + '\n';
}

std::string write_json(plan const& whole) {
    std::string out;
    organisation_writer(out).write(whole);
    return out + '\n';
}

} // namespace partyorg::io
