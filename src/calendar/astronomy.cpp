#include "calendar/astronomy.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>

namespace partyorg::detail {
namespace {

constexpr double radian = std::numbers::pi / 180.0;
constexpr double j2000 = 2451545.0;
constexpr double seconds_per_day = 86400.0;

double sin_degrees(double angle) {
    return std::sin(angle * radian);
}

double polynomial(double x, std::span<double const> coefficients) {
    double sum = 0;
    for (auto i = coefficients.size(); i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
}

// ---- ΔT ------------------------------------------------------------------------------------

struct delta_t_span {
    double until; // first year that is not covered
    double origin;
    std::array<double, 8> coefficients;
};

constexpr auto delta_t_spans = std::to_array<delta_t_span>({
    {1800, 1700, {8.83, 0.1603, -0.0059285, 0.00013336, -1.0 / 1174000}},
    {1860,
     1800,
     {13.72, -0.332447, 0.0068612, 0.0041116, -0.00037436, 0.0000121272, -0.0000001699,
      0.000000000875}},
    {1900, 1860, {7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624, 1.0 / 233174}},
    {1920, 1900, {-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197}},
    {1941, 1920, {21.20, 0.84493, -0.076100, 0.0020936}},
    {1961, 1950, {29.07, 0.407, -1.0 / 233, 1.0 / 2547}},
    {1986, 1975, {45.45, 1.067, -1.0 / 260, -1.0 / 718}},
    {2005, 2000, {63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599}},
    {2050, 2000, {62.92, 0.32217, 0.005589}},
    // -20 + 32u² - 0.5628(2150 - y) and -20 + 32u² with u = (y - 1820) / 100, multiplied out.
    {2150, 2000, {-0.74, 1.7148, 0.0032}},
    {9999, 2000, {83.68, 1.152, 0.0032}},
});

// Both directions in one: ΔT changes by less than a tenth of a second over a minute of time.
double delta_t_at(double jd) {
    return delta_t(2000.0 + (jd - j2000) / 365.25) / seconds_per_day;
}

// ---- New moons -----------------------------------------------------------------------------

// One correction: size in days, power of the eccentricity, multiples of the sun's anomaly, the
// moon's anomaly and the moon's argument of latitude.
struct moon_term {
    double size;
    std::uint8_t eccentricity;
    std::int8_t sun, moon, latitude;
};

constexpr auto moon_terms = std::to_array<moon_term>({
    {-0.40720, 0, 0, 1, 0},   {0.17241, 1, 1, 0, 0},   {0.01608, 0, 0, 2, 0},
    {0.01039, 0, 0, 0, 2},    {0.00739, 1, -1, 1, 0},  {-0.00514, 1, 1, 1, 0},
    {0.00208, 2, 2, 0, 0},    {-0.00111, 0, 0, 1, -2}, {-0.00057, 0, 0, 1, 2},
    {0.00056, 1, 1, 2, 0},    {-0.00042, 0, 0, 3, 0},  {0.00042, 1, 1, 0, 2},
    {0.00038, 1, 1, 0, -2},   {-0.00024, 1, -1, 2, 0}, {-0.00007, 0, 2, 1, 0},
    {0.00004, 0, 0, 2, -2},   {0.00004, 0, 3, 0, 0},   {0.00003, 0, 1, 1, -2},
    {0.00003, 0, 0, 2, 2},    {-0.00003, 0, 1, 1, 2},  {0.00003, 0, -1, 1, 2},
    {-0.00002, 0, -1, 1, -2}, {-0.00002, 0, 1, 3, 0},  {0.00002, 0, 0, 4, 0},
});

// The planets' pull: size in days, angle in degrees at k = 0, degrees per lunation.
struct planet_term {
    double size, angle, rate;
};

constexpr auto planet_terms = std::to_array<planet_term>({
    {0.000325, 299.77, 0.107408},
    {0.000165, 251.88, 0.016321},
    {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478},
    {0.000110, 84.66, 18.206239},
    {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},
    {0.000056, 154.84, 7.306860},
    {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},
    {0.000040, 291.34, 1.844379},
    {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099},
    {0.000023, 331.55, 3.592518},
});

double moon_correction(double k, double t) {
    auto const sun = 2.5534 + 29.10535670 * k - (0.0000014 + 0.00000011 * t) * t * t;
    auto const moon =
        201.5643 + 385.81693528 * k + (0.0107582 + (0.00001238 - 0.000000058 * t) * t) * t * t;
    auto const latitude =
        160.7108 + 390.67050284 * k - (0.0016118 + (0.00000227 - 0.000000011 * t) * t) * t * t;
    auto const node = 124.7746 - 1.56375588 * k + (0.0020672 + 0.00000215 * t) * t * t;
    auto const e = 1 - (0.002516 + 0.0000074 * t) * t;
    std::array<double, 3> const powers = {1, e, e * e};

    double sum = -0.00017 * sin_degrees(node);
    for (auto const& term : moon_terms)
        sum += term.size * powers[term.eccentricity] *
               sin_degrees(term.sun * sun + term.moon * moon + term.latitude * latitude);
    return sum;
}

double planet_correction(double k, double t) {
    double sum = 0;
    for (auto const& term : planet_terms) {
        // Only the first angle has a term in T².
        auto const bend = &term == planet_terms.data() ? -0.009173 * t * t : 0.0;
        sum += term.size * sin_degrees(term.angle + term.rate * k + bend);
    }
    return sum;
}

// ---- The sun -------------------------------------------------------------------------------

// One term of the heliocentric longitude of the earth: size in 1e-8 radians, phase in radians,
// radians per thousand Julian years.
struct earth_term {
    double size, phase, rate;
};

constexpr auto longitude_0 = std::to_array<earth_term>({
    {175347046, 0, 0},           {3341656, 4.6692568, 6283.07585},
    {34894, 4.6261, 12566.1517}, {3497, 2.7441, 5753.3849},
    {3418, 2.8289, 3.5231},      {3136, 3.6277, 77713.7715},
    {2676, 4.4181, 7860.4194},   {2343, 6.1352, 3930.2097},
    {1324, 0.7425, 11506.7698},  {1273, 2.0371, 529.691},
    {1199, 1.1096, 1577.3435},   {990, 5.233, 5884.927},
    {902, 2.045, 26.298},        {857, 3.508, 398.149},
    {780, 1.179, 5223.694},      {753, 2.533, 5507.553},
    {505, 4.583, 18849.228},     {492, 4.205, 775.523},
    {357, 2.92, 0.067},          {317, 5.849, 11790.629},
    {284, 1.899, 796.298},       {271, 0.315, 10977.079},
    {243, 0.345, 5486.778},      {206, 4.806, 2544.314},
    {205, 1.869, 5573.143},      {202, 2.458, 6069.777},
    {156, 0.833, 213.299},       {132, 3.411, 2942.463},
    {126, 1.083, 20.775},        {115, 0.645, 0.98},
    {103, 0.636, 4694.003},      {102, 0.976, 15720.839},
    {102, 4.267, 7.114},         {99, 6.21, 2146.17},
    {98, 0.68, 155.42},          {86, 5.98, 161000.69},
    {85, 1.3, 6275.96},          {85, 3.67, 71430.7},
    {80, 1.81, 17260.15},        {79, 3.04, 12036.46},
    {75, 1.76, 5088.63},         {74, 3.5, 3154.69},
    {74, 4.68, 801.82},          {70, 0.83, 9437.76},
    {62, 3.98, 8827.39},         {61, 1.82, 7084.9},
    {57, 2.78, 6286.6},          {56, 4.39, 14143.5},
    {56, 3.47, 6279.55},         {52, 0.19, 12139.55},
    {52, 1.33, 1748.02},         {51, 0.28, 5856.48},
    {49, 0.49, 1194.45},         {41, 5.37, 8429.24},
    {41, 2.4, 19651.05},         {39, 6.17, 10447.39},
    {37, 6.04, 10213.29},        {37, 2.57, 1059.38},
    {36, 1.71, 2352.87},         {36, 1.78, 6812.77},
    {33, 0.59, 17789.85},        {30, 0.44, 83996.85},
    {30, 2.74, 1349.87},         {25, 3.16, 4690.48},
});

constexpr auto longitude_1 = std::to_array<earth_term>({
    {628331966747, 0, 0},       {206059, 2.678235, 6283.07585},
    {4303, 2.6351, 12566.1517}, {425, 1.59, 3.523},
    {119, 5.796, 26.298},       {109, 2.966, 1577.344},
    {93, 2.59, 18849.23},       {72, 1.14, 529.69},
    {68, 1.87, 398.15},         {67, 4.41, 5507.55},
    {59, 2.89, 5223.69},        {56, 2.17, 155.42},
    {45, 0.4, 796.3},           {36, 0.47, 775.52},
    {29, 2.65, 7.11},           {21, 5.34, 0.98},
    {19, 1.85, 5486.78},        {19, 4.97, 213.3},
    {17, 2.99, 6275.96},        {16, 0.03, 2544.31},
    {16, 1.43, 2146.17},        {15, 1.21, 10977.08},
    {12, 2.83, 1748.02},        {12, 3.26, 5088.63},
    {12, 5.27, 1194.45},        {12, 2.08, 4694},
    {11, 0.77, 553.57},         {10, 1.3, 6286.6},
    {10, 4.24, 1349.87},        {9, 2.7, 242.73},
    {9, 5.64, 951.72},          {8, 5.3, 2352.87},
    {6, 2.65, 9437.76},         {6, 4.67, 4690.48},
});

constexpr auto longitude_2 = std::to_array<earth_term>({
    {52919, 0, 0},     {8720, 1.0721, 6283.0758}, {309, 0.867, 12566.152}, {27, 0.05, 3.52},
    {16, 5.19, 26.3},  {16, 3.68, 155.42},        {10, 0.76, 18849.23},    {9, 2.06, 77713.77},
    {7, 0.83, 775.52}, {5, 4.66, 1577.34},        {4, 1.03, 7.11},         {4, 3.44, 5573.14},
    {3, 5.14, 796.3},  {3, 6.05, 5507.55},        {3, 1.19, 242.73},       {3, 6.12, 529.69},
    {3, 0.31, 398.15}, {3, 2.28, 553.57},         {2, 4.38, 5223.69},      {2, 3.75, 0.98},
});

constexpr auto longitude_3 = std::to_array<earth_term>({
    {289, 5.844, 6283.076},
    {35, 0, 0},
    {17, 5.49, 12566.15},
    {3, 5.2, 155.42},
    {1, 4.72, 3.52},
    {1, 5.3, 18849.23},
    {1, 5.97, 242.73},
});

constexpr auto longitude_4 = std::to_array<earth_term>({
    {114, 3.142, 0},
    {8, 4.13, 6283.08},
    {1, 3.84, 12566.15},
});

double series(std::span<earth_term const> terms, double tau) {
    double sum = 0;
    for (auto const& term : terms) sum += term.size * std::cos(term.phase + term.rate * tau);
    return sum;
}

// In radians, mean equinox of the date.
double earth_longitude(double tau) {
    std::array<double, 5> const powers = {series(longitude_0, tau), series(longitude_1, tau),
                                          series(longitude_2, tau), series(longitude_3, tau),
                                          series(longitude_4, tau)};
    return polynomial(tau, powers) * 1e-8;
}

// In degrees; `t` in Julian centuries. Chapter 22, the four large terms.
double nutation_in_longitude(double t) {
    auto const node = 125.04452 - 1934.136261 * t;
    auto const sun = 280.4665 + 36000.7698 * t;
    auto const moon = 218.3165 + 481267.8813 * t;
    return (-17.20 * sin_degrees(node) - 1.32 * sin_degrees(2 * sun) -
            0.23 * sin_degrees(2 * moon) + 0.21 * sin_degrees(2 * node)) /
           3600.0;
}

// In degrees; the distance to the sun is needed to two digits only.
double aberration(double t) {
    auto const anomaly = (357.52911 + 35999.05029 * t) * radian;
    auto const distance = 1.00014 - 0.01671 * std::cos(anomaly) - 0.00014 * std::cos(2 * anomaly);
    return -20.4898 / 3600.0 / distance;
}

constexpr double fk5_correction = -0.09033 / 3600.0;

} // namespace

double delta_t(double year) {
    auto span = delta_t_spans.begin();
    while (year >= span->until && span + 1 != delta_t_spans.end()) ++span;
    return polynomial(year - span->origin, span->coefficients);
}

double new_moon(int lunation) {
    auto const k = static_cast<double>(lunation);
    auto const t = k / 1236.85;
    auto const mean = 2451550.09766 + 29.530588861 * k +
                      (0.00015437 + (-0.000000150 + 0.00000000073 * t) * t) * t * t;
    auto const jde = mean + moon_correction(k, t) + planet_correction(k, t);
    return jde - delta_t_at(jde);
}

double solar_longitude(double jd_ut) {
    auto const t = (jd_ut + delta_t_at(jd_ut) - j2000) / 36525.0;
    auto const seen_from_earth = earth_longitude(t / 10.0) / radian + 180.0;
    auto const apparent =
        seen_from_earth + fk5_correction + nutation_in_longitude(t) + aberration(t);
    auto const turned = std::fmod(apparent, 360.0);
    return turned < 0 ? turned + 360.0 : turned;
}

} // namespace partyorg::detail
