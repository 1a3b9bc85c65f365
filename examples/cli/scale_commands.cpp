#include "scale_commands.hpp"

#include "input.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/snapshot.hpp>
#include <partyorg/testing/generate.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <string>

namespace cli {

namespace po = partyorg;

namespace {

constexpr std::array generate_options = {
    option{"--shape",
           "national|chain|star|random",
           {"hình dạng (mặc định national)", "the shape (national unless told)"}},
    option{"--units", "N", {"số đơn vị (mặc định 1000)", "how many units (1000 unless told)"}},
    option{"--seed", "S", {"số gốc ngẫu nhiên (mặc định 1)", "seed (1 unless told)"}},
};
constexpr std::array snapshot_options = {
    option{"--out", "FILE", {"tệp ảnh được ghi", "the snapshot file to write"}},
};

constexpr std::array commands = {
    command{"generate",
            "",
            {"tạo bảng đơn vị giả định, lớn tùy ý", "an invented unit table of any size"},
            {"Cùng tham số thì cùng kết quả trên mọi máy. national theo hình dạng tổ chức đảng "
             "cả nước đến tháng 6/2025; chain, star, random là những dạng khó nhất.",
             "The same arguments give the same table everywhere. national has the shape of the "
             "country's to June 2025; chain, star and random are the hardest ones."},
            generate_options,
            generate},
    command{"snapshot",
            "FILE",
            {"ghi thành ảnh nhị phân, mở lại không cần đọc văn bản",
             "write a snapshot, which opens without parsing"},
            {"Các lệnh khác nhận ảnh làm FILE. Ảnh giữ đơn vị, số liệu, số in, tổ chức và quan "
             "hệ; không giữ phần lời văn của kế hoạch.",
             "Other commands take a snapshot as FILE. It keeps units, figures, printed totals, "
             "bodies and relations, not the prose of a plan."},
            snapshot_options,
            snapshot},
};

template <class Number>
Number number_of(arguments const& given, std::string_view name, Number otherwise) {
    auto const text = given.value(name);
    if (!text) return otherwise;
    Number value = 0;
    auto const* const end = text->data() + text->size();
    auto const [at, why] = std::from_chars(text->data(), end, value);
    if (at != end || why != std::errc() || text->empty())
        throw bad_usage("'" + *text + "' is no value of " + std::string(name));
    return value;
}

/// Pieces of a text go out as they come.
class to_console : public po::io::text_sink {
public:
    explicit to_console(console& out) : out_(out) {}
    void write(std::string_view piece) override { out_.print(piece); }

private:
    console& out_;
};

} // namespace

std::span<command const> scale_commands() {
    return commands;
}

exit_code generate(arguments const& given, console& out) {
    if (!given.operands().empty()) throw bad_usage("takes no file");
    auto const shape = po::testing::parse_shape(given.value("--shape").value_or("national"));
    auto const units = number_of<std::uint32_t>(given, "--units", 1000);
    auto const seed = number_of<std::uint64_t>(given, "--seed", 1);
    constexpr std::uint32_t most = 50'000'000;
    if (units == 0 || units > most) throw bad_usage("--units is from 1 to " + std::to_string(most));
    to_console sink(out);
    po::io::write_unit_table(po::testing::generate_organisation(*shape, units, seed), sink);
    return exit_code::fine;
}

exit_code snapshot(arguments const& given, console& out) {
    if (given.operands().size() != 1) throw bad_usage("takes one file");
    auto const path = given.value("--out");
    if (!path || path->empty()) throw bad_usage("needs --out FILE");
    auto const read = read_file(given.operands().front());
    if (!read) {
        out.complain(read.problems());
        return exit_code::failed;
    }
    out.complain(read->notes);
    auto const written = po::io::write_snapshot(*read, *path);
    if (!written) {
        out.complain(written.problems());
        return exit_code::failed;
    }
    out.print(po::label_view{"đã ghi ", "wrote "}.in(given.lang()));
    out.print(*path + ": " + std::to_string(read->units.size()));
    out.print(po::label_view{" đơn vị, ", " units, "}.in(given.lang()));
    out.print(std::to_string(*written) + " byte");
    out.print(po::label_view{"\n", "s\n"}.in(given.lang()));
    return exit_code::fine;
}

} // namespace cli
