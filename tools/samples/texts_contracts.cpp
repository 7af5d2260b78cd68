#include <array>
#include <stdexcept>
#include <string>

#include "tools/samples/texts.hpp"

namespace assay::samples {
namespace {

// "{from}" and "{until}" are the term; "{party_a}" and "{party_b}" the parties.
constexpr std::array contracts = {
    Text{"cleaning", "en", "Agreement for cleaning services",
         R"(## 1 The work
The Contractor cleans the offices, stairs and washrooms of the Client on every working day after six in the evening. Windows up to the second floor are washed from inside and outside four times a year.
The Contractor brings machines and cleaning agents. Water, electricity and a lockable room for the equipment are given by the Client without charge.
## 2 Price
The monthly price is {amount}, due on the fifteenth of the following month. It holds for twelve months and may then be raised once a year by no more than the increase of the collective wage in the trade.
## 3 People
Only persons who have been named to the Client in writing may hold a key. A lost key is reported within an hour; the Contractor bears the cost of changing the locks.
## 4 Term
This agreement begins on {from} and is valid until {until}. It is extended by a year unless either party gives notice three months before it ends.
## 5 Complaints
Work that has been done badly is done again within one working day. If the same fault is reported three times in a month, the Client may reduce the price of that month by a tenth.)"},
    Text{"storage", "en", "Rental agreement for a storage unit",
         R"(## Subject
The Owner lets to the Tenant storage unit {ref} with a floor area of 42 square metres, dry and with a power supply of 16 amperes. The unit may not be used as a workshop or for animals, fuels, explosives or food that perishes.
## Rent
The rent is {amount} a month including heating above frost. A deposit of two rents is held in a separate account and given back within six weeks of the end of the tenancy.
## Access
The gate opens by code between five and twenty-three o'clock. Goods left in the corridors are removed at the Tenant's expense. The Owner may enter the unit in an emergency, and at other times after two days' notice.
## Insurance
The building is insured; what is in it is not. The Tenant is advised to insure the goods against fire, theft and water.
## Duration
The tenancy runs from {from} and is valid until {until}. It can be ended by either side with four weeks' notice to the end of a month.)"},
    Text{"supply", "en", "Frame contract for the supply of packaging",
         R"(## Article 1: Goods and forecast
The Supplier makes and delivers corrugated boxes, trays and dividers according to the drawings in the annex. On the fifth day of each month the Buyer sends a forecast for the next three months; the first of them is binding within fifteen per cent.
## Article 2: Price and index
Prices follow from the annex and include delivery to the Buyer's dock. If the published index for testliner moves by more than five points, prices change by sixty per cent of that movement from the next quarter. The yearly volume is estimated at {amount}.
## Article 3: Quality
Boxes are tested for edge crush and moisture before they leave the plant, and the records are kept for two years. Faulty goods are replaced within three working days; the Buyer's loss through a stopped line is limited to the value of the delivery.
## Article 4: Stock for emergencies
The Supplier holds finished goods for ten working days, the oldest being delivered first. When the contract ends the Buyer takes over this stock at the price agreed.
## Article 5: Term and notice
The contract is in force from {from} and valid until {until}. Either party may end it at once if the other has stopped its payments or has broken a duty and not cured this within thirty days of a written warning.
## Article 6: Secrecy
Drawings, prices and volumes are confidential during the term and for three years after it. The duty does not hold for what was known before or must be told to an authority.
---
## Annex: goods and prices
| Drawing | Goods | Board | Pieces a pallet | Price for 100 |
| P-014 | Box, two-part, 400 x 300 x 200 | double wall | 480 | 118.40 |
| P-015 | Box, folding, 310 x 220 x 150 | single wall | 1,200 | 46.90 |
| P-022 | Tray for 12 jars | single wall | 2,400 | 21.75 |
| P-023 | Divider for P-022 | solid board | 9,600 | 6.30 |
| P-031 | Octagonal bin, 1,100 high | triple wall | 40 | 1,940.00 |
| P-037 | Lid for P-031 | double wall | 160 | 285.00 |
Pallets are exchanged one for one. Tools for printing belong to the Buyer and are kept by the Supplier without charge.
Samples of a new drawing are made within eight working days; the first three are free.)"},
    Text{"consulting", "en", "Contract for consulting services",
         R"(## Purpose
The Consultant advises the Client on the choice and introduction of a system for the planning of workshop orders. The result is a written recommendation and a plan for the change-over; the decision rests with the Client.
## Effort and fee
Forty days of work are planned, of which at least fifteen are spent at the Client's plant. {-The daily rate is 920 pounds.-}{+The daily rate is 980 pounds.+} Travelling time is not paid. Expenses are refunded against receipts up to a total of {amount}.
## Duties of the Client
The Client names one person with authority to decide and gives the Consultant a desk, network access and the order data of the last two years. The Consultant may {+not +}pass this data to subcontractors.
## Results
All reports and models belong to the Client once they are paid. The Consultant may use general knowledge gained in the work for others, without naming the Client.
## Term
The work begins on {from} and ends on {-{until}-}{+31 December 2026+}. Delays that the Consultant has caused by more than four weeks entitle the Client to withdraw.
## Liability
The Consultant is liable for intent and gross negligence without limit, otherwise up to the amount of the fee.{^Insurance cover of the Consultant: one million pounds for each case.^})"},
    Text{"licence", "en", "Software licence and maintenance agreement",
         R"(## Grant
The Licensor grants a right, neither exclusive nor transferable, to run the measuring software on up to twenty-five workstations at one site. A copy may be kept for safety. Taking the program apart is allowed only where the law says so.
## Maintenance
Maintenance covers corrections, at least one new version a year and help by telephone on working days between eight and seventeen. Faults that stop the work of more than one user are taken up within two hours, all others within two days.
## Fee
The single licence fee is {amount}. Maintenance costs eighteen per cent of it each year, in advance. If maintenance is interrupted and taken up again, the fee for the missing time is due in full.
## Acceptance
The Licensee has thirty days to test the software with its own instruments. It counts as accepted when no fault of the first class has been reported in that time.
## Duration
The licence has no end. Maintenance begins on {from}, is valid until {until} and is then prolonged by a year at a time.
## Escrow
The source text lies with a notary and is given to the Licensee if the Licensor ceases to trade without a successor.)"},
    Text{"transport", "en", "Transport agreement",
         R"(## Scope
The Carrier collects chilled goods at the Sender's dairy on six days a week and brings them to the stores listed in schedule A before opening time. Vehicles carry a recorder of the temperature, and the record is handed over with the goods on demand.
## Rates
The rate is 1.84 for each kilometre loaded and covers tolls, waiting up to thirty minutes and the return of empty crates. Fuel is compared with the price on the day of signature each quarter. The expected turnover is {amount} a year.
## Temperature
Goods warmer than seven degrees on arrival may be refused. The loss is the Carrier's unless the recorder shows that they were too warm when loaded.
## Drivers
Drivers speak enough of the language to deal with the store, wear safety shoes and have no passengers. They do not take part in unpacking.
## Validity
The agreement takes effect on {from}; it is valid until {until} and not renewed without a signature.)"},
    Text{"stall", "en", "Licence for a stall in the covered market",
         R"(## The stall
The City allows the Trader to sell cheese and cured meat from stall {ref} on four days a week. The stall measures six metres by two and has a cold counter, a basin with warm water and a lockable cupboard, all of which are listed with their condition on the back of this page.
## Charge
The charge is {amount} a year in four instalments. On days on which the market is closed by order of the City, a proportionate part is credited; bad weather is not such an order.
## Conduct
Scales are calibrated and face the customer. Names, origin and allergens are written where they can be read from the aisle. Music, shouting of prices and smoking behind the counter are not permitted.
## Waste
Cardboard goes flat into the blue cage, fat into the drum beside the loading bay. Nothing may be poured down the gully except clean water.
## Period
The licence holds from {from} and is valid until {until}. It is personal: a son, a partner or a buyer of the business needs a licence of his own.)"},
    Text{"choir", "en", "Agreement on the use of the rehearsal room",
         R"(## Room and times
The School lets the Choir use the music room every Wednesday from half past seven to ten in the evening, except in the summer holidays. The chairs are put back in rows of eight; the blackboard may be wiped unless something is framed.
## Contribution
The Choir pays {amount} for each school year and sings, without further payment, at the carol service and when the leavers receive their certificates.
## Keys and alarm
Two members hold a key. The last to leave closes the windows, turns the heating to the moon and waits for the red lamp of the alarm. A false alarm that the Choir has caused is paid for by the Choir.
## Instruments
The grand piano may be played by the accompanist. The drums, the harp and everything in the glass case stay where they are.
## Duration
The agreement starts on {from} and is valid until {until}. Either side may ask for a talk at any time, and should do so before writing a letter.)"},
    Text{"mietvertrag", "de", "Mietvertrag über Gewerberäume",
         R"(## § 1 Mietsache
Der Vermieter überlässt dem Mieter die Werkstatt im Erdgeschoss mit 186 Quadratmetern sowie zwei Stellplätze im Hof. Die Räume dürfen nur zum Bau und zur Reparatur von Musikinstrumenten genutzt werden.
## § 2 Miete
Die Miete beträgt {amount} im Monat zuzüglich der gesetzlichen Umsatzsteuer und ist bis zum dritten Werktag zu zahlen. Hinzu kommt eine Vorauszahlung auf die Nebenkosten, über die einmal im Jahr abgerechnet wird.
## § 3 Instandhaltung
Kleine Reparaturen bis zu zweihundert Euro im Einzelfall trägt der Mieter. Das Dach, die Fassade und die Heizung hält der Vermieter instand. Lackierarbeiten sind nur in der Kabine mit Absaugung erlaubt.
## § 4 Dauer
Das Mietverhältnis beginnt am {from} und ist gültig bis {until}. Es verlängert sich um jeweils zwei Jahre, wenn es nicht sechs Monate vorher gekündigt wird.
## § 5 Rückgabe
Bei der Rückgabe sind Einbauten zu entfernen und die Wände weiß zu streichen. Alle Schlüssel, auch selbst beschaffte, sind abzugeben.)"},
    Text{"prestation", "fr", "Contrat de prestation de services informatiques",
         R"(## Article premier : objet
Le Prestataire assure la surveillance, la sauvegarde et la mise à jour des serveurs du Client. Il intervient à distance et, si nécessaire, dans les locaux du Client, sur rendez-vous ou en urgence.
## Article 2 : niveau de service
Un incident bloquant est pris en charge en moins d'une heure pendant les jours ouvrés. La disponibilité mesurée sur un mois ne doit pas descendre sous 99,5 pour cent ; à défaut, la redevance du mois est réduite de moitié.
## Article 3 : prix
La redevance annuelle s'élève à {amount} hors taxes, payable par trimestre et d'avance. Les déplacements au-delà de cinquante kilomètres sont facturés en plus.
## Article 4 : données
Les données restent la propriété du Client. Le Prestataire les conserve en Europe, n'en fait aucun autre usage et les restitue dans un format courant dans les quinze jours qui suivent la fin du contrat.
## Article 5 : durée
Le contrat prend effet le {from} et est valable jusqu'au {until}. Il n'est pas renouvelé tacitement.)"},
};

}  // namespace

const Text& contract_text(std::string_view key) {
  for (const Text& text : contracts)
    if (text.key == key) return text;
  throw std::logic_error("no contract text " + std::string(key));
}

}  // namespace assay::samples
