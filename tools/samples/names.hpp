// Companies, people and places of the samples, all made up.
#pragma once

#include <string_view>

namespace assay::samples::names {

inline constexpr std::string_view companies[] = {
    "Harrow & Finch Ltd", "Calder Bay Supplies", "Northgate Joinery",  "Pellow Brothers",    "Stonebridge Estates",
    "Merrin Instruments", "Ostler Logistics",    "Tarn Valley Dairy",  "Quillon Press",      "Wexley Housing Trust",
    "Brack & Sons",       "Linden Park Clinic",  "Sable Point Marine", "Thornhill Catering", "Verity Textiles"};
inline constexpr std::string_view german_companies[] = {"Brandauer Metallbau GmbH", "Kestner & Wolff KG",
                                                        "Mühlbach Druck GmbH", "Genossenschaft Lindenhof eG",
                                                        "Hallerstein Elektro GmbH"};
inline constexpr std::string_view french_companies[] = {"Ateliers Marchand SARL", "Société Vauquelin",
                                                        "Imprimerie du Pont-Neuf", "Transports Lemoine SA"};
inline constexpr std::string_view people[] = {
    "Anna Whitcombe", "Joseph Adeyemi", "Priya Raman",   "Colin Thwaite",    "Marta Lindqvist", "Owen Pryce",
    "Helen Okafor",   "Daniel Marsh",   "Ruth Ellery",   "Samir Haddad",     "Greta Vogel",     "Thomas Bexley",
    "Ines Carvalho",  "Peter Kowal",    "Laura Fenwick", "Simon Achterberg", "Nadia Brusk",     "Hugh Calloway"};
inline constexpr std::string_view german_people[] = {"Katrin Bergmann", "Jörg Hässler", "Ulrike Schönfeld",
                                                     "Matthias Grün"};
inline constexpr std::string_view french_people[] = {"Hélène Garnier", "Étienne Rousselle", "Françoise Mercier",
                                                     "Loïc Prévost"};
inline constexpr std::string_view streets[] = {"Quay Street",    "Foundry Lane", "Mill Rise",
                                               "Orchard Road",   "Castle Hill",  "Tanner's Row",
                                               "Station Parade", "Abbey Walk",   "Drovers Way"};
inline constexpr std::string_view towns[] = {"Calderport CP4 2LW",  "Merrowick MW1 9TE", "Stainby ST7 3QA",
                                             "Old Harling HG2 8RB", "Penrow PW5 6DN",    "Easterley EA3 1KF"};
inline constexpr std::string_view german_streets[] = {"Gerberstraße", "Am Mühlgraben", "Kirchweg", "Bahnhofsallee"};
inline constexpr std::string_view german_towns[] = {"48213 Altenrode", "71904 Hochfelden", "26381 Süderholm"};
inline constexpr std::string_view french_streets[] = {"rue des Tanneurs", "avenue du Moulin", "quai de la Tour"};
inline constexpr std::string_view french_towns[] = {"35170 Saint-Aubry", "69483 Villemoine", "13271 Port-Clair"};

}  // namespace assay::samples::names
