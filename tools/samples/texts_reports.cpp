#include <array>
#include <stdexcept>
#include <string>

#include "tools/samples/texts.hpp"

namespace assay::samples {
namespace {

constexpr std::array reports = {
    Text{"quarterly", "en", "Quarterly review of the ferry service",
         R"(## Summary
The three boats carried 218,400 passengers between April and June, four per cent more than in the same months of the year before. Income rose faster than traffic because the season ticket was bought by more commuters than the plan had assumed.
Reliability was the weak side. Of 4,368 planned crossings 97 were dropped, most of them in the second half of May, when the gearbox of the oldest boat had to be taken ashore. The spare part came from a maker who had promised it in nine days and needed twenty-three.
## Traffic by line
| Line | Crossings | Passengers | Income | Dropped |
| North Pier | 1,512 | 84,210 | 189,470 | 21 |
| Island | 1,456 | 71,930 | 176,230 | 58 |
| Dockyard | 1,400 | 62,260 | 129,500 | 18 |
| Total | 4,368 | 218,400 | 495,200 | 97 |
## Staff
Two deckhands left and three joined. All skippers have now been through the course on rescue in cold water, which was held in the basin of the training school in groups of six. Sick leave fell to 3.1 per cent.
The night shift at weekends remains hard to fill. A trial with shorter shifts and a taxi home has been running since June and looks promising, although eight weekends are too few to be sure.
## Boats and landing stages
The ramp at Dockyard has been lengthened by two metres so that wheelchairs can board at low water. The rails of the island stage show rust where the paint was damaged by a yacht; they will be treated in September.
Fuel use per crossing fell by six per cent after the hulls had been cleaned. Divers will now look at them every ten weeks rather than twice a year.
## Complaints
There were 146 complaints, one for every 1,500 passengers. A third concerned the ticket machine at North Pier, which did not accept coins for eleven days. All complaints were answered; the median time was four days.
- Late departure: 52
- Ticket machine: 49
- Behaviour of staff: 12
- Other: 33
## Outlook
The fair in August will need extra boats on four evenings. A charter has been agreed in principle at a price that leaves a small surplus even if the weather is poor.
## Annex: weeks of the quarter
| Week from | Planned | Made | Passengers | Income | Late by more than ten minutes |
| 7 April | 336 | 336 | 16,956 | 38,446 | 6 |
| 14 April | 336 | 334 | 18,426 | 41,779 | 7 |
| 21 April | 336 | 335 | 14,972 | 33,948 | 3 |
| 28 April | 336 | 336 | 19,017 | 43,119 | 12 |
| 5 May | 336 | 333 | 16,275 | 36,902 | 19 |
| 12 May | 336 | 302 | 17,433 | 39,528 | 11 |
| 19 May | 336 | 307 | 15,305 | 34,703 | 11 |
| 26 May | 336 | 319 | 14,631 | 33,174 | 29 |
| 2 June | 336 | 331 | 16,692 | 37,847 | 9 |
| 9 June | 336 | 334 | 17,011 | 38,571 | 12 |
| 16 June | 336 | 335 | 15,142 | 34,333 | 22 |
| 23 June | 336 | 336 | 20,041 | 45,441 | 15 |
| 30 June | 336 | 333 | 16,499 | 37,409 | 8 |
## Annex: what the log of the oldest boat says
The gearbox had made a grinding noise since the winter, which was noted four times. Each time the oil was changed and the noise went away for a week or two. In April the engineer found fine metal on the magnetic plug and asked for the box to be opened, but the boat was needed over Easter.
On the seventeenth of May the coupling no longer engaged astern. The skipper brought the boat alongside with the help of the bow thruster and a line, and nobody was hurt. The box was taken out two days later.
The bearing on the input shaft had lost a third of its rollers. A bearing of the same type is in the other two boats. Their plugs are now looked at every week, and two spare bearings have been ordered for the store.
## Annex: tickets
Season tickets made up 41 per cent of income, against 35 a year ago. The sale of single tickets fell slightly, that of tickets for ten crossings by more than a tenth. The zone for cyclists has been used by about four hundred bicycles on a fine Saturday, which is as many as the deck holds.
A family ticket was tried on three Sundays. It brought in less than the single tickets would have done, yet the café on the island sold so much more that its rent, which depends on turnover, made up for the loss.)"},
    Text{"inspection", "en", "Site inspection: footbridge at Millbrook",
         R"(## What was inspected
The bridge has a span of 31 metres, two steel trusses and a timber deck from the year of its last renewal. It was inspected by day in dry weather; the river stood forty centimetres below its mean level, so that both bearings could be reached on foot.
## Findings
The east bearing has moved by eleven millimetres towards the bank and leans. Cracks in the grout are old and hold dust. There is no sign of movement since the marks of the previous visit.
Seven boards of the deck are soft at their ends. Two of them give way under a heel and were fenced off during the visit. The handrail is sound except for one loose post near the lamp.
### Paint
On the upstream side the coating is thin but whole. On the downstream side it has blistered over about four square metres, and the steel beneath is pitted by up to half a millimetre.
## Measurements
| Member | Nominal mm | Measured mm | Loss % |
| Lower chord west | 12.0 | 11.7 | 2.5 |
| Lower chord east | 12.0 | 11.2 | 6.7 |
| Diagonal 4 | 8.0 | 7.9 | 1.3 |
| Cross beam 6 | 10.0 | 9.1 | 9.0 |
## Recommendation
- Replace the seven boards before the winter.
- Blast and paint the downstream truss within two years.
- Measure the east bearing every three months until the cause is known.
The bridge may stay open for walkers and cyclists. Vehicles, also small ones of the gardeners, must keep off it.)"},
    Text{"energy", "en", "Energy audit of the leisure centre",
         R"(## Where the energy goes
The centre used 1.92 million kilowatt-hours of gas and 640,000 of electricity last year. Nearly half of the gas heats the water of the two pools, a quarter the air of the halls, and the rest is lost in the pipes and the ageing boiler.
The electricity is spread more evenly. Pumps take 38 per cent, ventilation 29, light 17 and the sauna 9. What is left feeds the kitchen and the offices.
## Measures
### Cover the pools at night
A cover keeps about a third of the heat that now leaves the surface between closing and opening time. It costs 46,000 and pays for itself in less than three years.
### Slow the pumps
The filter pumps run at full speed day and night. With a drive that follows the number of bathers their use falls by half. Water quality must be watched closely during the first month.
### Renew the boiler
Here the gain is smaller than expected, because the old boiler had been overhauled six years ago. We advise to wait until the district heating network reaches the street.
## Costs and gains
| Measure | Cost | Saving a year | Years to repay |
| Pool cover | 46,000 | 16,800 | 2.7 |
| Pump drives | 31,500 | 12,100 | 2.6 |
| Light | 22,400 | 6,900 | 3.2 |
| Boiler | 118,000 | 9,300 | 12.7 |
## Method
Meters were read each hour for two weeks in winter and two in summer. Between them the use was estimated from the weather. The error of the yearly sums is about five per cent, of the single items up to fifteen.)"},
    Text{"training", "en", "Evaluation of the first-aid courses",
         R"(## Participants
Two hundred and eleven people took part in fourteen courses. Most came from the workshops, fewer than hoped from the offices, and only six from the night shift, for whom no course was held at a time that suited them.
## What they learned
Everybody did a short practical test before and after. The share who placed their hands rightly and pressed deep enough rose from 34 to 88 per cent; the share who called for help first, from 51 to 93. Half a year later a sample of forty was tested again: 71 and 90 per cent.
The use of the defibrillator was the greatest worry before the course and the smallest after it. Several wrote that it should hang nearer to the canteen.
## What they thought
| Question | Agree % | Neither % | Disagree % |
| The pace was right | 82 | 11 | 7 |
| I would help a stranger | 91 | 6 | 3 |
| The room was suitable | 47 | 22 | 31 |
## What should change
The room has too little floor for twelve people who kneel. The gym next door would do. The slides on burns are out of date and contradict the new leaflet. A shorter refresher after a year would keep more of the skill than a full course after two.)"},
    Text{"incident", "en", "Report on the failure of the booking system",
         R"(## What happened
On Saturday morning at 09:42 the booking system stopped accepting payments. Customers saw a spinning wheel, tried again, and in 318 cases were charged twice. The fault lasted for two hours and nine minutes.
## Why
A certificate used between the shop and the payment service had run out. It had been renewed in time, but the new one was installed on one of two servers only, because the second had been out of service for maintenance that week and was forgotten.
The alarm did go off at once. It was sent to a telephone that belongs to a colleague on parental leave.
## What was done
- At 10:20 the help desk reported the first complaints to the operator on duty.
- At 11:05 the cause was known; the wrong server was taken out of the group at 11:51.
- By Monday evening all double charges had been paid back without the customers having to ask.
## What will change
Certificates are now listed with an owner and a date in the calendar of the whole team. Alarms go to a rota, not to a person. A server that comes back from maintenance is compared with its twin by a script before it takes traffic.
Nobody acted carelessly. The process depended on one memory, and that is the defect.)"},
    Text{"market", "en", "Market study: repair of electric bicycles",
         R"(## Demand
One household in seven in the district now owns an electric bicycle. Batteries are the part most often complained about, yet only one repair in five concerns them; brakes and chains wear faster than on an ordinary bicycle and make up half of the work.
Customers wait nine days on average in spring and two in winter. In interviews they named waiting as the main reason to buy a new machine elsewhere instead of having the old one mended.
## Competitors
Four shops repair all makes, eleven only what they have sold. A mobile workshop appeared last year and is fully booked from April to July. None offers a bicycle on loan for more than a day.
## Prices
| Work | Lowest | Median | Highest |
| Yearly service | 59 | 84 | 129 |
| Brake pads, pair | 18 | 27 | 41 |
| Chain and cassette | 72 | 96 | 148 |
| Motor removed and sent in | 60 | 85 | 140 |
## Conclusion
A workshop with two mechanics and six bicycles to lend would cover its costs at 1,900 repairs a year, which is about twelve per cent of the present demand. The risk lies in the winter: without a contract with fleets of delivery firms a third of the working hours would be idle.
## What was asked
Eighty-four owners were interviewed at the weekly market and at two railway stations. They were asked how far they ride, what has broken, who mended it and what they paid. Nobody was asked for a name. Owners of rented bicycles were left out, because others pay for their repairs.
The youngest was nineteen and the oldest eighty-one. Half of them ride to work; a fifth carry children. The mean distance is 46 kilometres a week, less than the makers assume in their advertisements and more than the shops had guessed.
## What they said
Many praised the mobile workshop for coming in the evening, and doubted that it would survive. Some had waited so long for a battery that they went back to the car. Others had learned to change brake pads from films and were proud of it.
Three answers came up again and again: a fixed price for a fixed list of work, a message when the bicycle is ready, and somebody who explains the bill.
## What we could not find out
Shops do not publish how many repairs they do. Our figure rests on the number of mechanics and on what two of them told us about a normal day. It may be wrong by a fifth either way, and the conclusion holds at both ends.
The effect of a bicycle bought on the internet is unknown too. Several shops refuse to mend them. If they continue to do so, the demand that remains for a new workshop is larger than stated above.
## Next steps
A lease for the former bakery in Foundry Lane is on offer until June. The floor bears the weight of the racks, and the yard has room for twenty bicycles. Before signing, the landlord should be asked about the damp in the back room.)"},
    Text{"water", "en", "Monitoring of the bathing lake",
         R"(## Sampling
Samples were taken every second Monday from May to September at three points: the jetty, the children's beach and the mouth of the brook. They were cooled and reached the laboratory within four hours.
## Results
Bacteria stayed within the limits at the jetty throughout. At the mouth of the brook the limit was passed twice, both times within a day of heavy rain, when the overflow of the village drains had been at work.
Visibility fell from 3.4 metres in May to 1.1 in August. The algae that cause this are harmless, but bathers dislike the green edge that they leave on the sand.
| Month | Temperature | Visibility m | Nitrate mg/l |
| May | 15.2 | 3.4 | 2.1 |
| June | 19.8 | 2.6 | 1.7 |
| July | 22.4 | 1.5 | 1.2 |
| August | 23.1 | 1.1 | 0.9 |
| September | 18.6 | 1.9 | 1.4 |
## Advice
Bathing near the brook should be discouraged for two days after rain of more than fifteen millimetres. A sign at the path is enough; the beach itself need not be closed. A reed bed at the mouth would hold back part of the load and costs less than a larger basin.)"},
    Text{"archive", "en", "Condition of the parish archive",
         R"(## Extent
The archive fills 61 metres of shelf in the tower room. Registers before 1840 are bound in leather; later ones are in boards. Loose papers lie in boxes of very different quality, some of which give off acid.
## Climate
The loggers show between 4 and 27 degrees, and a humidity that climbs above seventy per cent for eleven weeks of the year. Mould was found on nineteen volumes along the north wall and nowhere else.
## Use
About thirty visitors a year ask for registers, mostly for the history of families. The three volumes that everybody wants have lost their spines. They should be photographed, and shown to readers on a screen only.
## Steps
- Move the shelves twenty centimetres away from the north wall.
- Put the loose papers into boxes free from acid, beginning with the maps.
- Borrow a dryer each autumn until the roof has been mended.
The cost of all three is lower than that of restoring a single register.)"},
    Text{"orchestra", "en", "Survey of the audience of the town orchestra",
         R"(## How we asked
After nine concerts a card lay on every second seat. Of 2,940 cards 1,108 came back, some with coffee on them. Older people answered more often than younger ones, and those on the balcony more often than those in the stalls; both have been allowed for in the figures.
## Who comes
The typical visitor is fifty-six, lives less than eight kilometres away and has been to at least four concerts in the season. Every seventh card came from somebody who was there for the first time.
| Age | Share % | First visit % | By car % |
| Under 30 | 9 | 44 | 21 |
| 30 to 49 | 24 | 19 | 52 |
| 50 to 69 | 41 | 8 | 63 |
| 70 and over | 26 | 3 | 58 |
## What they wish for
Shorter intervals, said a third; longer ones, said a quarter. There is more agreement on the seats, which are thought too narrow, and on the programme notes, whose print is too small for the light in the hall.
## What we propose
- A concert of one hour without interval on a Thursday, as a trial.
- Notes in a larger type, with a page for children.
- A bus that leaves ten minutes after the last note and not at a fixed time.)"},
    Text{"kiln", "en", "Trial of the gas kiln after its conversion",
         R"(## Aim
The kiln was converted from propane to piped gas in the spring. Three firings were to show whether it still reaches 1,280 degrees evenly, how long it takes, and what it uses.
## Firings
The first firing was broken off at 940 degrees because a burner went out and the flame guard closed the valve, as it should. A wasp's nest was found in the air pipe. The second and third went through without trouble.
| Firing | Hours | Gas m3 | Top shelf | Bottom shelf |
| 1 | 5.5 | 31 | 940 | 902 |
| 2 | 11.0 | 74 | 1,283 | 1,251 |
| 3 | 10.5 | 69 | 1,279 | 1,268 |
## Glazes
The celadon came out greyer than before on the bottom shelf. With the damper a finger's width further open for the last hour it regained its green, at the price of a little more gas.
## Verdict
The kiln may be used for courses again. Until the new cones have been compared with the thermometer, beginners should place delicate ware in the upper half.)"},
    Text{"hedges", "en", "Count of nesting birds in the farm hedges",
         R"(## Where and when
Volunteers walked eleven kilometres of hedge on six mornings between April and July. Each stretch was walked by two people who wrote down what they saw and heard without talking to each other until the end.
## What was there
Whitethroats have doubled since the hedges are cut every third year only. Yellowhammers hold their ground. The linnet, of which there were nine pairs a decade ago, was heard once and not seen.
| Species | Pairs | Five years ago |
| Whitethroat | 38 | 19 |
| Yellowhammer | 27 | 28 |
| Dunnock | 44 | 41 |
| Linnet | 1 | 5 |
| Song thrush | 12 | 8 |
## What helps
The gaps planted with blackthorn are already used. Where the strip along the hedge is left unsprayed there are twice as many insects, if the sticky boards can be trusted.
## What harms
Two stretches were trimmed in May by a contractor who had not been told. One nest was lost. Contractors should get a map, and the map should hang in the tractor.)"},
    Text{"swimming", "en", "How pupils of the fourth year learn to swim",
         R"(## Background
Since the small pool was closed, pupils of seven schools travel to the lido by bus. A lesson of ninety minutes leaves thirty-five in the water. The education office asked whether this is enough.
## Skills at the end of the year
Of 402 children 247 swam fifty metres without holding on to the side. Eighty-eight managed twenty-five, and sixty-seven were still afraid to let go. Three years ago the last group had half that size.
| School | Children | 50 m | 25 m | Not yet |
| Bridge Street | 71 | 49 | 14 | 8 |
| St Aidan | 64 | 35 | 17 | 12 |
| Hollow Lane | 82 | 51 | 16 | 15 |
| Other four | 185 | 112 | 41 | 32 |
## Why it differs
Schools near the lido lose less time on the road. Even so, the class that did best comes from furthest away: its teacher asked parents to go along once a month, and most of them did.
## What to do
Two weeks in a row, every day, teach more than a year of Fridays. One school will try this in June, and the others should watch.)"},
    Text{"bakery_waste", "en", "Bread left over in our nine shops",
         R"(## Quantity
In ten weeks 6.8 tonnes of bread, rolls and cake were left at closing time, or 7.4 per cent of what had been baked. Monday is the worst day and Saturday the best. Rain before noon adds about two points.
## Reasons
Shops order the evening before, from memory. A manager who has once run out of rye bread orders too much of it for a month. Cakes are seldom the problem, since they can be sold on the following day at half price.
| Shop | Baked kg | Left kg | Share % |
| Market | 18,400 | 920 | 5.0 |
| Station | 21,700 | 1,410 | 6.5 |
| Hospital | 9,300 | 1,070 | 11.5 |
| Others | 42,500 | 3,400 | 8.0 |
## Where it goes
Two thirds go to the food bank, a quarter to a pig farmer, and the remainder into the bin, mostly from the hospital, where no one is allowed to collect after eight.
## Trial
From May the oven in the two largest shops will be used until an hour before closing. Half-baked rolls keep for three days in the cold, so that nobody has to guess the evening before.)"},
    Text{"clock", "en", "Restoration of the tower clock",
         R"(## Condition on arrival
The movement reached the workshop in five crates. The going train is complete; of the striking train two wheels lack teeth, and the fly is bent as if something had fallen on it. The pendulum rod is not original: it is of painted steel, where the marks in the suspension call for wood.
## Work done
All pivots were polished and eleven of the bushes renewed. The missing teeth were cut from gunmetal and let in with dovetails, so that they can be told apart by anybody who looks. Nothing was plated and no paint removed that still held.
| Part | Found | Done |
| Great wheel | sound | cleaned |
| Hour strike wheel | two teeth gone | teeth let in |
| Escape pallets | worn 0.4 mm | refaced |
| Fly | bent | straightened, balanced |
## Rate
Over forty days in the workshop the clock lost nine seconds a week. In the tower, where wind presses on the hands, half a minute is to be expected.
## Care
Oil twice a year, sparingly. The dial side needs none. If the clock stops, look for pigeons before calling us.)"},
    Text{"pruefbericht", "de", "Prüfbericht über die Blitzschutzanlage",
         R"(## Gegenstand der Prüfung
Geprüft wurde die Anlage des Schulgebäudes mit Turnhalle. Sie besteht aus Fangstangen auf beiden Dächern, acht Ableitungen und einem Ringerder, der beim Anbau der Mensa im Osten unterbrochen und mit einer Klemme wieder verbunden wurde.
## Befund
Alle Fangstangen sind fest und ohne Rost. Die Ableitung an der Südwestecke ist in Kopfhöhe verbogen, vermutlich durch ein Fahrzeug. An zwei Trennstellen fehlt die Beschriftung.
Der Übergang zum Regenrohr der Turnhalle ist locker. Er wurde während der Prüfung nachgezogen, sollte aber durch eine neue Schelle ersetzt werden.
## Messwerte
| Trennstelle | Widerstand Ohm | Grenzwert Ohm | Urteil |
| 1 | 2,4 | 10 | in Ordnung |
| 2 | 2,9 | 10 | in Ordnung |
| 3 | 11,8 | 10 | zu hoch |
| 4 | 3,3 | 10 | in Ordnung |
## Ergebnis
Die Anlage ist mit Ausnahme der Trennstelle drei wirksam. Der Mangel ist innerhalb von acht Wochen zu beheben. Die nächste Prüfung ist in drei Jahren fällig, nach Arbeiten am Dach früher.)"},
    Text{"rapport", "fr", "Rapport d'activité de la médiathèque",
         R"(## Une année d'ouverture élargie
Depuis janvier, la médiathèque ouvre aussi le dimanche après-midi. La fréquentation a augmenté de onze pour cent, surtout grâce aux familles, et le nombre de nouveaux inscrits a dépassé pour la première fois celui des départs.
## Les prêts
Les livres représentent encore les deux tiers des prêts. Les films reculent, tandis que les jeux de société, arrivés l'an dernier, sont empruntés en moyenne deux fois par mois.
| Support | Documents | Prêts | Rotation |
| Livres | 41 200 | 96 400 | 2,3 |
| Films | 5 300 | 14 700 | 2,8 |
| Disques | 7 900 | 8 100 | 1,0 |
| Jeux | 420 | 9 900 | 23,6 |
## Les publics
Trente-deux classes ont suivi un parcours de trois séances. Les ateliers d'écriture pour adultes ont affiché complet, mais l'aide aux démarches en ligne, proposée le mardi, reste peu connue des personnes âgées.
## Les difficultés
Le chauffage de la salle d'étude est tombé en panne à deux reprises. Le remplacement de la chaudière est prévu pour l'été ; d'ici là, des appareils d'appoint ont été loués.
## Perspectives
Nous souhaitons former quatre agents à la langue des signes et ouvrir une boîte de retour à la gare.)"},
    Text{
        "minutes", "en", "Minutes of the allotment committee",
        R"(Present: {person} in the chair, and eleven of fourteen members. Apologies came from the treasurer, who had sent the accounts by post.
## Water
The pump lost pressure twice in April. It was agreed to renew the valve and to water by rota in dry weeks, plots with even numbers on even days.
## Waiting list
Twenty-six people are waiting, the longest for almost four years. Plot 17 has not been dug since last summer; its holder will be written to and given six weeks.
## Bees
A member asked to keep two hives behind the shed. The meeting was in favour by nine votes to two, on condition that the hedge grows above head height and a notice is put up.
## Accounts
The balance stands at {amount}. The insurance has become dearer by a fifth, so that the rent will rise by three pounds for each plot from October.
## Next meeting
In the hut, on the second Tuesday of next month, at seven in the evening. Bring a chair.)"},
    Text{"newsletter", "en", "News from the workshop for the blind",
         R"(## A new loom
Since February a second loom has stood in the large room. It was built for us by two retired joiners, with tactile marks on every lever, and takes cloth up to 140 centimetres wide. The first tablecloths are on sale in the shop.
## Visitors
The open day brought more than six hundred people. Many tried to wire a plug with their eyes closed, and found out how much the fingers can tell when one lets them.
## The garden
Herbs with strong scent now grow along the path to the bus stop: sage at the gate, mint at the bend, thyme at the steps. Those who walk there each day say that they no longer need to count.
## Dates
- Choir practice on Mondays at five, in the dining hall
- Repair café on the last Saturday of each month
- Outing to the lighthouse in June; the coach has eight places left
## Thanks
Our accounts were audited without a remark. Gifts of {amount} paid for the new ovens, and for that we thank every one of you.)"},
};

}  // namespace

const Text& report_text(std::string_view key) {
  for (const Text& text : reports)
    if (text.key == key) return text;
  throw std::logic_error("no report text " + std::string(key));
}

}  // namespace assay::samples
