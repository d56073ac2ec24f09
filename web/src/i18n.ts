// Every word of the interface, in English and French; dates and numbers by Intl.

import { isoOf, type Day } from "./data";

export type Lang = "en" | "fr";

const en = {
  subtitle: "Areas of influence and reported events",
  asOf: "Situation as of {0}",
  dataTo: "data to {0}",
  caveat: "Lines are no better than their evidence. Boundaries and names do not imply endorsement.",
  search: "Search a place",
  searchNone: "No place of that name",
  filters: "Filters",
  kind: "Kind", actor: "Actor", status: "Status", confidence: "Confidence at least",
  all: "All", clear: "Clear filters", allActors: "All actors", history: "History told in the articles",
  events: "Events", inView: "in view", none: "No events here in this period. Widen the period or zoom out.",
  more: "Show more", back: "Back to the list",
  legend: "Legend", areas: "Areas of influence", fronts: "Front", symbols: "Events",
  solid: "confirmed", hatched: "claimed or contested", pale: "evidence is old",
  frontSolid: "confirmed", frontDashed: "claimed or stale",
  filled: "filled: reported", hollow: "hollow: only claimed, denied or planned",
  ring: "ring: where it may have been", badge: "several events",
  unknown: "unknown", nobody: "Nobody is known to hold it",
  when: "When", where: "Where", who: "Who", against: "Against", dead: "Killed", says: "Who says so",
  sure: "Confidence", sources: "Sources", within: "within {0}", relation: "Place",
  notStated: "not stated", saysParty: "{0}, a party to the war", independent: "{0} independent", independentOne: "1",
  quote: "In the words of the source", openArticle: "Open the article (opens a new tab)", noLink: "no address known",
  reports: "Every report behind it", published: "published {0}", wordsDate: "“{0}”",
  here: "This point", nearest: "nearest place: {0}", holderTime: "Who held it", holderNow: "On {0}",
  close: "Close", centre: "Centre the map here",
  play: "Play", pause: "Pause", dayBack: "One day back", dayOn: "One day on", weekBack: "One week back", weekOn: "One week on",
  period: "Events of", d1: "the day", d7: "7 days", d30: "30 days", d90: "90 days", d365: "a year", dAll: "all days", dOther: "{0} days",
  histogram: "Events per week. Drag to choose a period, turn the wheel to zoom.", moment: "Day shown", start: "First day of the period",
  zoomIn: "Zoom in", zoomOut: "Zoom out", home: "Show everything", theme: "Light or dark", language: "Français", help: "Keys",
  keys: "Keyboard", step: "Play by", day: "day", week: "week",
  keyPlay: "play or pause", keyDay: "a day back or on", keyWeek: "a week back or on", keyEnds: "first or last day",
  keyWindow: "shorter or longer period", keySearch: "search a place", keyList: "next or previous event", keyZoom: "zoom", keyEsc: "close", keyHelp: "this list",
  rings: "Precision rings", layers: "Show", showAreas: "Areas", showFronts: "Front", showEvents: "Events",
  noMap: "The map cannot be drawn: this browser gives no WebGL 2. The list and the timeline work.",
  failed: "This page could not be opened", tooOld: "Please use a browser from 2023 or later.",
  toward: "→", unfold: "Show the years before the news", foldAway: "Only the time of the news", wide: "faint: somewhere in a wide area", sheet: "Show or hide the panel", at: "{0} events at {1}", ended: "until {0}", since: "since {0}",
  onlyHistory: "history", areaOf: "{0}: area of influence", frontBetween: "Front between {0} and {1}", length: "{0} km long", newest: "newest evidence {0}", farthest: "farthest evidence {0} km away", area: "{0} km²",
};
export type Words = typeof en;

const fr: Words = {
  subtitle: "Zones d’influence et événements rapportés",
  asOf: "Situation au {0}",
  dataTo: "données jusqu’au {0}",
  caveat: "Les lignes ne valent que ce que valent leurs sources. Frontières et noms n’impliquent aucune approbation.",
  search: "Chercher un lieu",
  searchNone: "Aucun lieu de ce nom",
  filters: "Filtres",
  kind: "Nature", actor: "Acteur", status: "Statut", confidence: "Confiance d’au moins",
  all: "Tout", clear: "Effacer les filtres", allActors: "Tous les acteurs", history: "Rappels historiques des articles",
  events: "Événements", inView: "à l’écran", none: "Aucun événement ici pour cette période. Élargissez la période ou dézoomez.",
  more: "Afficher la suite", back: "Retour à la liste",
  legend: "Légende", areas: "Zones d’influence", fronts: "Front", symbols: "Événements",
  solid: "confirmée", hatched: "revendiquée ou disputée", pale: "indices anciens",
  frontSolid: "confirmé", frontDashed: "revendiqué ou ancien",
  filled: "plein : rapporté", hollow: "creux : seulement revendiqué, démenti ou prévu",
  ring: "cercle : lieu possible", badge: "plusieurs événements",
  unknown: "inconnu", nobody: "Aucun détenteur connu",
  when: "Quand", where: "Où", who: "Qui", against: "Contre", dead: "Morts", says: "Qui le dit",
  sure: "Confiance", sources: "Sources", within: "à {0} près", relation: "Lieu",
  notStated: "non précisé", saysParty: "{0}, partie au conflit", independent: "{0} indépendantes", independentOne: "1",
  quote: "Selon la source", openArticle: "Ouvrir l’article (nouvel onglet)", noLink: "adresse inconnue",
  reports: "Tous les articles à l’appui", published: "publié le {0}", wordsDate: "« {0} »",
  here: "Ce point", nearest: "lieu le plus proche : {0}", holderTime: "Qui le tenait", holderNow: "Le {0}",
  close: "Fermer", centre: "Centrer la carte ici",
  play: "Lecture", pause: "Pause", dayBack: "Un jour avant", dayOn: "Un jour après", weekBack: "Une semaine avant", weekOn: "Une semaine après",
  period: "Événements sur", d1: "le jour", d7: "7 jours", d30: "30 jours", d90: "90 jours", d365: "un an", dAll: "toute la durée", dOther: "{0} jours",
  histogram: "Événements par semaine. Glissez pour choisir une période, molette pour zoomer.", moment: "Jour affiché", start: "Premier jour de la période",
  zoomIn: "Zoomer", zoomOut: "Dézoomer", home: "Tout afficher", theme: "Clair ou sombre", language: "English", help: "Touches",
  keys: "Clavier", step: "Lecture par", day: "jour", week: "semaine",
  keyPlay: "lecture ou pause", keyDay: "un jour avant ou après", keyWeek: "une semaine avant ou après", keyEnds: "premier ou dernier jour",
  keyWindow: "période plus courte ou plus longue", keySearch: "chercher un lieu", keyList: "événement suivant ou précédent", keyZoom: "zoom", keyEsc: "fermer", keyHelp: "cette liste",
  rings: "Cercles de précision", layers: "Afficher", showAreas: "Zones", showFronts: "Front", showEvents: "Événements",
  noMap: "La carte ne peut être dessinée : ce navigateur n’offre pas WebGL 2. La liste et la frise fonctionnent.",
  failed: "Cette page n’a pas pu s’ouvrir", tooOld: "Utilisez un navigateur de 2023 ou plus récent.",
  toward: "→", unfold: "Montrer les années d’avant", foldAway: "Seulement la période couverte", wide: "pâle : quelque part dans une vaste zone", sheet: "Afficher ou masquer le volet", at: "{0} événements à {1}", ended: "jusqu’au {0}", since: "depuis le {0}",
  onlyHistory: "rappel", areaOf: "{0} : zone d’influence", frontBetween: "Front entre {0} et {1}", length: "{0} km de long", newest: "dernier indice {0}", farthest: "indice le plus loin à {0} km", area: "{0} km²",
};

const codes: Record<string, [string, string]> = {
  armed_clash: ["Clash", "Affrontement"],
  territory_gained_nonstate: ["Taken by a non-state force", "Prise par une force non étatique"],
  territory_gained_government: ["Taken by government forces", "Prise par les forces gouvernementales"],
  withdrawal: ["Withdrawal", "Retrait"],
  base_established: ["Base or deployment", "Base ou déploiement"],
  advance: ["Advance", "Avancée"],
  shelling: ["Shelling", "Bombardement"],
  air_drone_strike: ["Air or drone strike", "Frappe aérienne ou de drone"],
  explosion: ["Explosion", "Explosion"],
  attack_civilians: ["Attack on civilians", "Attaque contre des civils"],
  abduction: ["Abduction", "Enlèvement"],
  sexual_violence: ["Sexual violence", "Violences sexuelles"],
  looting_destruction: ["Looting or destruction", "Pillage ou destruction"],
  arrest: ["Arrest", "Arrestation"],
  protest: ["Protest", "Manifestation"],
  riot: ["Riot", "Émeute"],
  agreement: ["Agreement", "Accord"],
  diplomacy: ["Talks", "Pourparlers"],
  displacement: ["Displacement", "Déplacement de population"],
  humanitarian: ["Humanitarian", "Humanitaire"],
  other_strategic: ["Other development", "Autre fait"],
};

const terms: Record<string, [string, string]> = {
  reported: ["reported", "rapporté"],
  claimed: ["claimed", "revendiqué"],
  denied: ["denied", "démenti"],
  threatened: ["threatened", "menacé"],
  planned: ["planned", "prévu"],
  hypothetical: ["hypothetical", "hypothétique"],
  confirmed: ["confirmed", "confirmé"],
  contested: ["contested", "disputé"],
  stale: ["evidence is old", "indices anciens"],
  "p:day": ["to the day", "au jour près"],
  "p:days": ["within these days", "dans ces jours"],
  "p:week": ["to the week", "à la semaine près"],
  "p:month": ["to the month", "au mois près"],
  "p:year": ["to the year", "à l’année près"],
  "r:near": ["near", "près de"],
  "r:direction": ["some way from", "à distance de"],
  "r:between": ["between or along the road", "entre deux lieux ou sur la route"],
  "r:toward": ["toward", "vers"],
  "k:armed_clash": ["Clash", "Affrontement"],
  "k:territory_gained_nonstate": ["Place taken", "Prise de localité"],
  "k:withdrawal": ["Withdrawal", "Retrait"],
  "k:advance": ["Advance, new base", "Avancée, nouvelle base"],
  "k:shelling": ["Shelling, explosion", "Bombardement, explosion"],
  "k:air_drone_strike": ["Air or drone strike", "Frappe aérienne ou de drone"],
  "k:attack_civilians": ["Harm to civilians", "Atteinte aux civils"],
  "k:arrest": ["Protest, riot, arrest", "Manifestation, émeute, arrestation"],
  "k:agreement": ["Talks, agreement", "Pourparlers, accord"],
  "k:displacement": ["Displacement, aid", "Déplacement, aide"],
  "k:other_strategic": ["Other", "Autre"],
};

let lang: Lang = "en";
export const language = (): Lang => lang;
export function setLanguage(to: Lang): void {
  lang = to;
  document.documentElement.lang = to;
}

export function t(key: keyof Words, ...values: (string | number)[]): string {
  return (lang === "fr" ? fr : en)[key].replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)] ?? ""));
}
const pick = (pair: [string, string] | undefined, otherwise: string): string =>
  pair ? pair[lang === "fr" ? 1 : 0] : otherwise;
export const codeName = (code: string): string => pick(codes[code], code);
export const term = (key: string): string => pick(terms[key], key.replace(/^.:/, ""));

const locale = (): string => (lang === "fr" ? "fr-FR" : "en-GB");
const made = new Map<string, Intl.DateTimeFormat>();
const STYLES = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "long" },
  month: { month: "short" },
  monthYear: { month: "long", year: "numeric" },
} as const;
/** Formatters are dear to make: one for each style and language. */
function formatter(style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = locale() + style;
  let f = made.get(key);
  if (!f) made.set(key, (f = new Intl.DateTimeFormat(locale(), { ...STYLES[style], timeZone: "UTC" })));
  return f;
}
const date = (day: Day): Date => new Date(day * 864e5);
export const longDay = (day: Day): string => formatter("long").format(date(day));
export const shortDay = (day: Day): string => formatter("short").format(date(day));
export const weekday = (day: Day): string => formatter("weekday").format(date(day));
export const monthName = (day: Day): string => formatter("month").format(date(day));
export const monthYear = (day: Day): string => formatter("monthYear").format(date(day));

/** An interval of days as a person writes it: '3–4 February 2024', 'November 2022', '2012'. */
export function interval(from: Day, to: Day, precision: string): string {
  if (precision === "year" && isoOf(from).slice(0, 4) === isoOf(to).slice(0, 4)) return isoOf(from).slice(0, 4);
  if (precision === "month" && isoOf(from).slice(0, 7) === isoOf(to).slice(0, 7)) return monthYear(from);
  if (from === to) return longDay(from);
  return formatter("short").formatRange(date(from), date(to));
}

const numbers: Partial<Record<Lang, Intl.NumberFormat>> = {};
export const count = (n: number): string => (numbers[lang] ??= new Intl.NumberFormat(locale())).format(n);
export const distance = (metres: number): string =>
  metres < 1000 ? `${count(Math.round(metres / 10) * 10)} m` : `${count(metres < 10_000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000))} km`;
/** What the news calls them, where CLDR says 'Congo - Kinshasa'. */
const USUAL: Record<string, [string, string]> = { CD: ["DR Congo", "RD Congo"], CG: ["Congo-Brazzaville", "Congo-Brazzaville"] };
export function countryName(code: string): string {
  const usual = USUAL[code];
  if (usual) return pick(usual, code);
  try {
    return code.length === 2 ? (new Intl.DisplayNames([locale()], { type: "region" }).of(code) ?? code) : code;
  } catch {
    return code;
  }
}

/** The beginning of a long text, for a line that has to stay one. */
export const clip = (text: string, length = 120): string => (text.length > length ? `${[...text.slice(0, length)].slice(0, -1).join("")}…` : text);
