#include <array>
#include <stdexcept>
#include <string>

#include "tools/samples/texts.hpp"

namespace assay::samples {
namespace {

constexpr std::array letters = {
    Text{
        "delivery", "en", "Your order {ref}: delivery next week",
        R"(Thank you for your order of last month. The twelve workbenches and the two tool cabinets left our plant this morning, and the carrier expects to reach your yard on Tuesday between nine and eleven o'clock.

Please make sure that somebody can sign for the pallets. The driver has a tail lift but no pallet truck, so the goods will be set down at the kerb unless your own people move them further.

The boxes with the drawer fittings travel separately, since our supplier in Leeds finished them a few days early. They should already be with you. If one is missing, call {person} before you start to assemble anything.

The invoice of {amount} follows by post and is payable within thirty days.)"},
    Text{
        "insurance", "en", "Renewal of your buildings cover, policy {ref}",
        R"(Your cover for the warehouse on Quay Street ends at midnight on the last day of next month. We have set out below what changes if you renew it with us for another year.

- The sum insured rises to {amount}, in line with the index of building costs.
- Damage by surface water is now included, with an excess of 500 for each claim.
- The discount for the sprinkler system stays as it is, provided that the yearly inspection is on file.

You need do nothing to keep the cover: we will collect the premium by direct debit as before. Should you want to change the excess, or to leave us, write to this office no later than ten days before the end of the term.

We also ask you to check the list of tenants. An empty unit counts as unoccupied after sixty days, and theft from it is then not insured.)"},
    Text{
        "complaint", "en", "Your complaint about the noise of the cooling unit",
        R"(We are sorry that the cooling unit behind your flat has kept you awake, and we thank you for noting the hours so carefully. Your diary helped us to find the cause within two days.

Our engineer measured the sound at your bedroom window on three nights. The compressor itself is within the limit, but a loose panel rattles whenever the fan changes speed. The panel has been fastened with rubber mounts, and the fan now runs at a steady low speed after ten in the evening.

Because the trouble lasted for almost five weeks, we will credit {amount} to your service charge account. This is a gesture of goodwill and does not touch any right that you have under the lease.

Please tell {person} by the end of the month whether the nights have been quiet. If they have not, we shall move the unit to the other side of the courtyard.)"},
    Text{
        "tender", "en", "Invitation to tender: resurfacing of the harbour car park",
        R"(The Harbour Trust invites your firm to submit a price for the resurfacing of the visitors' car park, an area of about 3,400 square metres with eighteen drains and a weighbridge that must stay in use.

Drawings, the soil report and the bill of quantities are enclosed. A visit to the site can be arranged on any working day; the gate keeper needs your registration number in advance.

- Tenders must arrive in a sealed envelope marked {ref} before noon on the closing day.
- Prices are to be held for ninety days and to include the disposal of the old surface.
- Two references for similar work finished within the last four years are required.

Price counts for sixty parts in a hundred, the programme for twenty-five, and the care taken of people and traffic for the rest. The Trust does not bind itself to accept the lowest offer.)"},
    Text{
        "warranty", "en", "Extended warranty for the packing line",
        R"(The standard warranty for the packing line that we installed at your bakery runs out in eight weeks. Before it does, we would like to offer you a plan that fits the way the line is really used.

The log of the controller shows 4,100 hours of work in the first year, with two stops longer than an hour. Both came from the film tension sensor, which has since been replaced by a sturdier type at our expense.

Under the plan a technician visits every quarter, wears parts are included up to {amount} a year, and we promise to be on site within one working day. It does not cover damage by cleaning with high-pressure water.

If you sign before the old warranty ends, no inspection is needed. Afterwards we would have to look at the line first and charge for the visit.)"},
    Text{
        "job", "en", "Offer of employment: laboratory technician",
        R"(Following our conversation on Thursday I am glad to offer you the post of laboratory technician in the water quality group, to start on the first of the month after next.

The salary is {amount} a year, paid in twelve parts. The week has thirty-seven and a half hours, with one early shift in four; you have twenty-seven days of leave besides public holidays. There is a trial period of three months during which either side may give two weeks' notice.

Please bring your certificates and proof of your hepatitis vaccination on the first day. {person} will show you round, give you the keys to the sample store and explain how the instruments are booked.

We liked the thoughtful way in which you described your work on river sediments, and look forward to having you in the team.)"},
    Text{
        "appointment", "en", "Change of your appointment at the eye clinic",
        R"(We have had to move your appointment because the room in which the scans are made is being fitted with new equipment. Your new time is a quarter past two on the same day of the following week.

Drops will be put into your eyes to widen the pupils. They blur the sight for about four hours, so please do not drive, and bring sunglasses if the day is bright. You may eat and take your medicines as usual.

Bring your present spectacles, a list of the medicines that you take, and this letter with the number {ref}. If you need an interpreter or help on the stairs, let the desk know two days before.

Patients who neither come nor cancel are put back on the waiting list, which at present is eleven weeks long.)"},
    Text{
        "reminder", "en", "Second reminder: account {ref}",
        R"(According to our books the invoice for the hire of scaffolding between March and May is still open. We wrote to you a month ago and have had no answer.

The amount due is {amount}. {!Check with accounts before this goes out: they may have paid half.!} If you have paid in the last few days, please treat this letter as settled and accept our thanks.

Should there be a reason to hold the money back, for instance a fault in the work or an hour charged twice, tell us now so that we can put it right. We would rather talk than send the matter to a lawyer.

Unless we hear from you within fourteen days, we shall add the interest that the law allows and stop further deliveries. {!Is this still our policy? See the new terms.!})"},
    Text{
        "supplier_terms", "en", "New terms of supply from the summer",
        R"(After three years without a change we have reviewed the terms under which we supply your kitchens. The main points are these.

The minimum order {-rises to 250-}{+stays at 180+} pounds for each drop. Orders placed before noon arrive the next day; later ones on the day after.

We will {-not -}charge for crates that come back within two weeks. Crates that stay longer cost four pounds each.

The agreed discount applies until {-30 September 2025-}{+31 March 2026+}, and is worth about {-1,200-}{+1,450+} pounds to you at the volumes of last year.

Complaints about fresh goods must reach us on the day of delivery, with a photograph if you can take one.{^Frozen goods: within three days.^})"},
    Text{
        "lease_end", "en", "End of your lease and the state of the premises",
        R"(Your lease of the ground floor shop ends in ten weeks, and we would like to agree on the state in which the rooms are to be handed back. Our surveyor walked through them with your manager on Monday.

Most of it is in better order than seven years ago. Three things remain: the partition behind the counter was put up without consent and has to go, the floor under the ovens is burnt, and the sign on the front has left holes in the stone.

We estimate the cost at {amount} and would take it from the deposit, or you may do the work yourself if a stonemason fills the holes. In either case the keys are due by noon on the last day, together with the alarm code and the fire log.

If you would rather stay, there is still time: the neighbouring tenant leaves too, and both units could be let together.)"},
    Text{
        "school_trip", "en", "Study visit to the pumping station",
        R"(Year nine will visit the old pumping station at the marsh as part of the work on energy. The coach leaves the school gate at half past eight and comes back before four.

Pupils will see the beam engine under steam, measure the flow of the main drain and draw a section of the boiler. A packed lunch, a waterproof coat and shoes that may become muddy are needed; telephones stay in the bag while the engine runs.

The cost is 14.50 for each pupil, of which the parents' fund pays five. Nobody stays behind for want of money: a word to {person} is enough and goes no further.

Please return the slip with your consent, a number at which you can be reached that day, and a note of allergies. We take one adult for every eight pupils and still look for two volunteers.)"},
    Text{
        "grant", "en", "Your application to the small grants fund",
        R"(The panel met on Wednesday and read forty-one applications for a fund that can help nine. Yours was among the nine: we are happy to award {amount} for the repair of the bandstand roof.

The first half is paid as soon as we have the quotation of the roofer and the consent of the council; the second half against photographs of the finished work. The grant lapses if the work has not begun within twelve months.

The panel asks that the zinc be kept to the old pattern, and that a small plate name the fund. It also noted with pleasure that the brass band will play at the opening without a fee.

We will write a short piece for our yearly review and should be glad of a picture of the bandstand before and after.)"},
    Text{
        "loan", "en", "Loan of the ship model to your exhibition",
        R"(The trustees have agreed to lend the model of the pilot cutter to your summer exhibition. It is 1.1 metres long, rigged, and older than the case in which you saw it, so that a few conditions must be kept.

The light on it may not exceed fifty lux, and the case has to stay locked; the key remains with our courier, who sets the model up and takes it down. Visitors may take pictures without flash.

The value for the insurance is {amount}, from nail to nail. Please send the policy to {person} not later than three weeks before the van arrives.

In the catalogue and on the label, give the name of the family that left the model to us. We look forward to four free copies for our library.)"},
    Text{
        "versammlung", "de", "Einladung zur Hauptversammlung der Genossenschaft",
        R"(hiermit laden wir Sie herzlich zur ordentlichen Hauptversammlung unserer Wohnungsgenossenschaft ein. Sie findet im großen Saal des Gemeindehauses statt und beginnt um 18 Uhr; der Einlass ist ab halb sechs geöffnet.

Auf der Tagesordnung stehen der Bericht des Vorstands, die Feststellung des Jahresabschlusses, die Verwendung des Überschusses von {amount} und die Wahl von zwei Mitgliedern des Aufsichtsrats.

Außerdem soll über den Umbau der Heizzentrale beschlossen werden. Die Unterlagen dazu liegen ab sofort in der Geschäftsstelle aus und werden auf Wunsch zugeschickt.

Anträge aus dem Kreis der Mitglieder müssen spätestens eine Woche vorher schriftlich eingehen. Wer verhindert ist, kann sich durch ein anderes Mitglied vertreten lassen; eine Vollmacht liegt diesem Schreiben bei.)"},
    Text{
        "orchard", "en", "Use of the old orchard for the scouts' camp",
        R"(The parish council has no objection to your camp in the old orchard during the second week of August. Forty tents and one kitchen may stand there, provided that the gap in the hedge towards the brook is closed with hurdles.

Fires are allowed in the iron bowls that we lend you, never on the grass, and not at all when the warden has hoisted the red flag. Dead branches may be gathered; the standing trees are older than the church clock and bear fruit for the village press.

Water comes from the tap at the sexton's shed. Please read the meter with {person} before and after, because the council passes on the cost at the same rate that it pays itself.

We ask for no rent. A helping hand with the stacking of chairs after the harvest supper would be welcome.)"},
    Text{
        "piano", "en", "Tuning and repair of the concert piano",
        R"(Our technician spent Tuesday and part of Wednesday with the concert piano in the assembly hall. It is now a comma above the pitch at which he found it, and should be tuned once more before Easter, as strings that have been raised so far creep back.

Eleven hammers were hard as wood and have been needled. The damper of the lowest C does not lift completely; a new spring has been ordered and is fitted without charge at the next visit. The lid prop, on the other hand, must not be used until the screw has been replaced by a longer one.

Our bill comes to {amount} with the travelling. If you wish to keep the heat of the hall below nineteen degrees in winter, a humidifier under the keyboard would do more good than another tuning.

Please give the enclosed sheet to {person}, who keeps the log of the instrument.)"},
    Text{
        "ferry_stop", "en", "Loss of the evening bus from the harbour",
        R"(We write on behalf of sixty-two residents of Lower Quay, whose names are attached. Since the new timetable the last bus leaves the harbour at 18.52, three minutes before the boat from the island comes in.

Nurses of the late shift and pupils who stay for the orchestra now walk along a road without a pavement. On two evenings in November a lorry had to brake hard, and the driver told {person} that he had seen nobody until the last moment.

A departure ten minutes later would cure this and cost nothing, since the vehicle waits at the depot in any case. We have asked its driver, who agrees.

We should like to put the matter to the transport committee at its meeting under number {ref} and ask for five minutes of its time.)"},
    Text{
        "bienen", "de", "Blühstreifen entlang der Kreisstraße",
        R"(im vergangenen Herbst hat der Imkerverein angeboten, den Streifen zwischen Radweg und Graben mit heimischen Wildblumen einzusäen. Der Bauausschuss hat den Vorschlag beraten und stimmt ihm für eine Länge von zunächst achthundert Metern zu.

Gemäht wird künftig nur noch zweimal im Jahr, und zwar im späten Juni und im Oktober. An den beiden Einmündungen bleibt das Gras auf zehn Metern kurz, damit der Verkehr gut zu sehen ist.

Das Saatgut bezahlt die Gemeinde bis zu einem Betrag von {amount}; den Boden bereitet der Bauhof vor. Der Verein sorgt für die Schilder und gießt im ersten Sommer, falls es lange trocken ist.

Ihre Ansprechpartnerin oder Ihr Ansprechpartner im Rathaus ist {person}. Nach drei Jahren wollen wir gemeinsam zählen, wie viele Arten wirklich gekommen sind.)"},
    Text{
        "kuendigung", "de", "Kündigung des Wartungsvertrags {ref}",
        R"(den oben genannten Vertrag über die Wartung der beiden Aufzüge kündigen wir fristgerecht zum Ende des laufenden Jahres. Bitte bestätigen Sie uns den Eingang und das Datum, zu dem der Vertrag endet.

Der Grund ist kein Ärger über Ihre Monteure, die immer freundlich und pünktlich waren. Das Gebäude wird verkauft, und der neue Eigentümer hat bereits einen Vertrag für alle seine Häuser.

Wir bitten Sie, die Prüfbücher sowie die drei Schlüssel zum Maschinenraum bis zum letzten Arbeitstag an {person} zu übergeben. Für den Notruf in den Kabinen brauchen wir außerdem die Zugangsdaten.

Das Guthaben von {amount} aus der letzten Jahresrechnung überweisen Sie bitte auf das bekannte Konto. Für die gute Zusammenarbeit in den vergangenen neun Jahren danken wir Ihnen.)"},
    Text{
        "baustelle", "de", "Sperrung der Zufahrt wegen Bauarbeiten",
        R"(in der übernächsten Woche wird die Fahrbahn vor Ihrem Hof erneuert. Von Montag bis einschließlich Donnerstag ist die Zufahrt deshalb nur über den Feldweg hinter der Mühle möglich, der für schwere Fahrzeuge mit Schotter befestigt wird.

Die Müllabfuhr holt die Tonnen an diesen Tagen an der Ecke zur Hauptstraße ab. Bitte stellen Sie die Behälter am Vorabend dort hin und schreiben Sie Ihre Hausnummer gut lesbar darauf.

Falls Sie während der Arbeiten eine Lieferung mit einem Lastzug erwarten, rufen Sie bitte {person} an. Wir können die Strecke dann für eine halbe Stunde freigeben, außer am Mittwoch, wenn der Asphalt eingebaut wird.

Für den Lärm und den Staub bitten wir schon jetzt um Verständnis. Schäden an Zäunen oder Hecken melden Sie uns bitte innerhalb von vier Wochen.)"},
    Text{
        "fournisseur", "fr", "Changement de notre dépôt de livraison",
        R"(nous vous informons que notre dépôt de la zone du port ferme ses portes à la fin du mois. À partir de cette date, toutes les marchandises seront reçues dans le nouveau bâtiment situé près de la sortie de l'autoroute.

Les horaires restent les mêmes : du lundi au vendredi, de sept heures à quinze heures trente. Les camions de plus de douze mètres doivent toutefois réserver un quai au moins deux jours à l'avance auprès de {person}.

Les commandes déjà passées, pour un montant total de {amount}, ne changent pas. Seule l'adresse figurant sur le bon de livraison doit être corrigée ; les factures sont toujours envoyées à notre siège.

Nous profitons de cette lettre pour vous remercier de la qualité de votre travail. Pendant la période difficile du printemps, aucune de vos livraisons n'a eu plus d'un jour de retard.)"},
    Text{
        "assurance_fr", "fr", "Déclaration de sinistre : dégât des eaux",
        R"(par la présente, je vous déclare un dégât des eaux survenu dans la nuit de samedi à dimanche dans l'appartement que j'occupe au deuxième étage. Le joint de la machine à laver du voisin du dessus a cédé pendant son absence.

Le plafond de la cuisine est taché sur environ trois mètres carrés, le parquet du couloir a gonflé et deux meubles bas sont perdus. Le gardien a coupé l'eau vers six heures du matin et peut en témoigner.

Vous trouverez ci-joint le constat signé par les deux parties, huit photographies ainsi que le devis du menuisier, qui s'élève à {amount}. Je conserve les meubles abîmés jusqu'au passage de l'expert.

Je suis joignable tous les jours après dix-sept heures. Merci de bien vouloir m'indiquer le numéro du dossier et la date de la visite.)"},
};

}  // namespace

const Text& letter_text(std::string_view key) {
  for (const Text& text : letters)
    if (text.key == key) return text;
  throw std::logic_error("no letter text " + std::string(key));
}

}  // namespace assay::samples
