#include "tools/samples/goods.hpp"

#include <stdexcept>
#include <string>

namespace assay::samples {
namespace {

constexpr Family families[] = {
    {"garden",
     "Garden tools",
     "GT",
     {{{"Spade, ash handle", "piece", 2890},
       {"Digging fork, four tines", "piece", 3150},
       {"Hand trowel", "piece", 890},
       {"Leaf rake, adjustable", "piece", 2240},
       {"Pruning shears, bypass", "piece", 3475},
       {"Lopper, 70 cm", "piece", 4620},
       {"Watering can, 10 l, zinc", "piece", 2795},
       {"Hose, half inch", "25 m", 3860},
       {"Hose connector, brass", "piece", 745},
       {"Wheelbarrow, 85 l", "piece", 8990},
       {"Bamboo stakes, 150 cm", "bundle of 25", 1180},
       {"Jute twine", "200 m", 520},
       {"Seed tray with lid", "piece", 675},
       {"Kneeling mat", "piece", 1310}}}},
    {"glassware",
     "Laboratory glassware",
     "LG",
     {{{"Beaker, low form, 250 ml", "10 pieces", 3180},
       {"Beaker, low form, 1000 ml", "6 pieces", 4215},
       {"Conical flask, narrow neck, 300 ml", "10 pieces", 3990},
       {"Measuring cylinder, class A, 100 ml", "2 pieces", 2460},
       {"Volumetric flask, class A, 500 ml", "2 pieces", 5340},
       {"Graduated pipette, 10 ml", "12 pieces", 4875},
       {"Test tube, 16 x 160 mm", "100 pieces", 2795},
       {"Petri dish, 90 mm", "20 pieces", 3625},
       {"Filter funnel, 75 mm", "5 pieces", 2150},
       {"Separating funnel, 500 ml", "piece", 6480},
       {"Desiccator, 200 mm", "piece", 14260},
       {"Burette, 25 ml, PTFE tap", "piece", 7730},
       {"Watch glass, 80 mm", "10 pieces", 1545},
       {"Stirring rod, 250 mm", "10 pieces", 980}}}},
    {"bakery",
     "Bakery supplies",
     "BS",
     {{{"Wheat flour, strong", "25 kg", 1985},
       {"Rye flour, medium", "25 kg", 2140},
       {"Spelt flour, wholemeal", "25 kg", 3390},
       {"Fresh yeast", "1 kg", 310},
       {"Sea salt, fine", "10 kg", 720},
       {"Malt extract", "5 kg", 1865},
       {"Butter sheets, 82 % fat", "2 kg", 1790},
       {"Sunflower seeds, hulled", "5 kg", 1255},
       {"Linseed, brown", "5 kg", 1040},
       {"Baking paper, 40 x 60 cm", "500 sheets", 2380},
       {"Proofing basket, round, 1 kg", "piece", 1125},
       {"Dough scraper, steel", "piece", 690},
       {"Vanilla sugar", "1 kg", 1430},
       {"Apricot glaze", "6 kg", 2265}}}},
    {"fasteners",
     "Screws and fasteners",
     "SF",
     {{{"Wood screw 4 x 40, zinc", "200 pieces", 845},
       {"Wood screw 6 x 100, zinc", "100 pieces", 1620},
       {"Hexagon bolt M8 x 50", "50 pieces", 1190},
       {"Hexagon nut M8", "100 pieces", 560},
       {"Washer 8.4 mm", "200 pieces", 480},
       {"Threaded rod M10, 1 m", "piece", 325},
       {"Wall plug 8 mm", "100 pieces", 715},
       {"Heavy anchor M12", "10 pieces", 2390},
       {"Angle bracket 60 mm", "25 pieces", 1465},
       {"Joist hanger 60 x 100", "piece", 390},
       {"Roofing nail 3 x 30", "2.5 kg", 1280},
       {"Coach screw 8 x 80", "50 pieces", 1875},
       {"Rivet 4 x 10, aluminium", "250 pieces", 1095},
       {"Cable tie 200 mm", "100 pieces", 430}}}},
    {"stationery",
     "Office stationery",
     "OS",
     {{{"Copy paper A4, 80 g", "2500 sheets", 2670},
       {"Ring binder, 50 mm", "piece", 285},
       {"Hanging file, kraft", "25 pieces", 1540},
       {"Ball pen, blue", "50 pieces", 1320},
       {"Whiteboard marker set", "4 colours", 645},
       {"Stapler, 30 sheets", "piece", 1185},
       {"Staples 24/6", "5000 pieces", 240},
       {"Envelope C5, window", "500 pieces", 2195},
       {"Sticky notes 76 mm", "12 pads", 890},
       {"Desk calculator", "piece", 1960},
       {"Date stamp", "piece", 1475},
       {"Correction roller", "10 pieces", 1730},
       {"Cutting mat A3", "piece", 1215},
       {"Archive box", "20 pieces", 2880}}}},
    {"lighting",
     "Lamps and lighting",
     "LL",
     {{{"LED bulb E27, 8 W, warm", "10 pieces", 2145},
       {"LED tube 120 cm, 16 W", "piece", 1090},
       {"Spotlight GU10, 5 W", "10 pieces", 2560},
       {"Emergency luminaire, 3 h", "piece", 8420},
       {"High bay lamp, 150 W", "piece", 13950},
       {"Desk lamp, swing arm", "piece", 4790},
       {"Motion sensor, 180 degrees", "piece", 2315},
       {"Dimmer, rotary", "piece", 2680},
       {"Cable, 3 x 1.5", "100 m", 6240},
       {"Junction box, IP65", "10 pieces", 1835},
       {"Floodlight, 50 W", "piece", 3670},
       {"Street lamp head, 40 W", "piece", 17800},
       {"Track, three circuits, 2 m", "piece", 5195},
       {"Bulkhead lamp, oval", "piece", 2405}}}},
    {"werkzeug",
     "Werkzeug",
     "WZ",
     {{{"Schlosserhammer, 500 g", "Stück", 1890},
       {"Wasserwaage, 60 cm", "Stück", 2475},
       {"Bohrersatz für Metall", "19 Teile", 3260},
       {"Schraubzwinge, 40 cm", "Stück", 1740},
       {"Säge für Gipskarton", "Stück", 1195},
       {"Kabelschere", "Stück", 2860},
       {"Schleifpapier, Körnung 120", "50 Blatt", 1380},
       {"Messschieber, digital", "Stück", 4420},
       {"Lötkolben, 60 W", "Stück", 3595},
       {"Zange, verstellbar", "Stück", 2230},
       {"Spachtel, rostfrei", "Stück", 760},
       {"Werkzeugkoffer, leer", "Stück", 5990},
       {"Arbeitshandschuhe, Größe 10", "12 Paar", 2640},
       {"Schutzbrille, klar", "Stück", 890}}}},
    {"atelier",
     "Fournitures d'atelier",
     "FA",
     {{{"Peinture acrylique, blanc", "500 ml", 1450},
       {"Pinceau plat, 20 mm", "pièce", 690},
       {"Toile de lin, 50 x 70 cm", "pièce", 2380},
       {"Papier à dessin, 200 g", "50 feuilles", 1975},
       {"Crayons de couleur", "boîte de 36", 3240},
       {"Encre de Chine", "250 ml", 1165},
       {"Chevalet de table", "pièce", 4890},
       {"Cutter et lames", "lot", 835},
       {"Argile blanche", "10 kg", 1790},
       {"Vernis mat", "1 l", 2615},
       {"Fusain naturel", "boîte de 25", 940},
       {"Carton plume, 5 mm", "10 plaques", 3120},
       {"Gomme mie de pain", "pièce", 180},
       {"Ruban de masquage", "6 rouleaux", 1530}}}},
};

}  // namespace

std::span<const Family> english_families() {
  return std::span(families).first<6>();
}

std::span<const Family> offered_in(std::string_view language) {
  if (language == "de") return std::span(families).subspan<6, 1>();
  if (language == "fr") return std::span(families).subspan<7, 1>();
  return english_families();
}

const Family& family_of(std::string_view key) {
  for (const Family& family : families)
    if (family.key == key) return family;
  throw std::logic_error("no family " + std::string(key));
}

int price_in(const Article& article, int year) {
  const int percent = 3 * (year - 2021) + (article.price % 7 == 0 && year > 2021 ? 2 : 0);
  return article.price * (100 + percent) / 100;
}

}  // namespace assay::samples
