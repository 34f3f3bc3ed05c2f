# The words of the portal in French. Spaces before : and » do not break.

## The frame of every page

skip = Aller au contenu
menu = Menu principal
menu-datasets = Données
breadcrumb = Fil d’Ariane
home = Accueil
datasets = Jeux de données
organizations = Organisations
reuses = Réutilisations
dataservices = API
topics = Thématiques
posts = Actualités
dashboard = Tableau de bord
tags = Mots-clés
licenses = Licences
formats = Formats
granularities = Granularités
search = Recherche
search-label = Rechercher dans le portail
search-placeholder = Transports, budget, arbres…
search-submit = Rechercher
footer-menu = À propos du site
footer-publisher = Publié par { $name }
footer-contact = Écrire à l’équipe du portail
footer-source = D’après le catalogue de
site-map = Plan du site
accessibility =
    { $state ->
        [full] Accessibilité : totalement conforme
        [partial] Accessibilité : partiellement conforme
       *[none] Accessibilité : non conforme
    }
legal = Mentions légales
about = À propos

## Numbers of things

count-datasets = { $count ->
    [0] Aucun jeu de données
    [one] { $count } jeu de données
   *[other] { $count } jeux de données
}
count-files = { $count ->
    [0] Aucun fichier
    [one] { $count } fichier
   *[other] { $count } fichiers
}
count-files-main = { $count ->
    [0] Aucun fichier principal
    [one] { $count } fichier principal
   *[other] { $count } fichiers principaux
}
count-files-documentation = { $count ->
    [0] Aucun fichier de documentation
    [one] { $count } fichier de documentation
   *[other] { $count } fichiers de documentation
}
count-files-update = { $count ->
    [0] Aucune mise à jour
    [one] { $count } mise à jour
   *[other] { $count } mises à jour
}
count-files-api = { $count ->
    [0] Aucune API
   *[other] { $count } API
}
count-files-code =
    { $count ->
        [one] { $count } fichier de code source
       *[other] { $count } fichiers de code source
    }
count-files-community = { $count ->
    [0] Aucune ressource communautaire
    [one] { $count } ressource communautaire
   *[other] { $count } ressources communautaires
}
count-files-other = { $count ->
    [0] Aucun autre fichier
    [one] { $count } autre fichier
   *[other] { $count } autres fichiers
}
count-organizations = { $count ->
    [0] Aucune organisation
    [one] { $count } organisation
   *[other] { $count } organisations
}
count-topics = { $count ->
    [0] Aucune thématique
    [one] { $count } thématique
   *[other] { $count } thématiques
}
count-posts = { $count ->
    [0] Aucun article
    [one] { $count } article
   *[other] { $count } articles
}
count-elements = { $count ->
    [0] Aucun élément
    [one] { $count } élément
   *[other] { $count } éléments
}
count-reuses = { $count ->
    [0] Aucune réutilisation
    [one] { $count } réutilisation
   *[other] { $count } réutilisations
}
count-dataservices = { $count ->
    [0] Aucune API
   *[other] { $count } API
}
count-tags = { $count ->
    [0] Aucun mot-clé
    [one] { $count } mot-clé
   *[other] { $count } mots-clés
}
count-members = { $count ->
    [0] Aucun membre
    [one] { $count } membre
   *[other] { $count } membres
}
count-discussions = { $count ->
    [one] { $count } discussion
   *[other] { $count } discussions
}{ $open ->
    [0] {""}
    [one] , dont { $open } ouverte
   *[other] , dont { $open } ouvertes
}
total-datasets = { $count ->
    [one] jeu de données
   *[other] jeux de données
}
total-files = { $count ->
    [one] fichier
   *[other] fichiers
}
total-producers = { $count ->
    [one] producteur
   *[other] producteurs
}
total-reuses = { $count ->
    [one] réutilisation
   *[other] réutilisations
}
and-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
and-others = et d’autres

## Who publishes

certified = Service public certifié
producer-person = Un particulier
producer-unknown = Producteur inconnu

## Lists and their pages

list = Liste
list-empty = Il n’y a rien ici pour le moment.
about-this = En savoir plus
datasets-of = Jeux de données : { $name }
heading-tag = Jeux de données sur « { $name } »
heading-license = Licence : { $name }
heading-format = Format : { $name }
heading-granularity = Jeux de données à l’échelle « { $name } »
family-all = Tous les formats : { $name }
recently-updated = Mis à jour récemment
recently-updated-intro = Les cent jeux de données mis à jour le plus récemment.
order-published = Les plus récents
order-updated = Mis à jour récemment
order-producers = Par producteur, de A à Z
largest-producers = Ceux qui publient le plus
tags-most-used = Les plus utilisés
letters = Par première lettre
letter-other = Autres
pages = Pages
page-number = Page { $count }
pager-newest = Les plus récents
pager-newer = Plus récents
pager-older = Plus anciens
pager-oldest = Les plus anciens
pager-first = Première page
pager-previous = Page précédente
pager-next = Page suivante
pager-last = Dernière page
ways = Affiner la liste
ways-order = Ordre
ways-format = Type de fichier
ways-granularity = Échelle
ways-license = Licence
ways-all = Tout parcourir

## A record, whatever its kind

description = Description
description-none = Le producteur n’a pas décrit ces données.
description-more = Lire toute la description
description-cut = La description est très longue : la suite est sur
table-label = Tableau à faire défiler
information = Informations
updated = Dernière mise à jour
updated-on = Mis à jour le
created = Création
published = Publication
license = Licence
license-none = Non précisée
license-text = Texte de la licence
views = Consultations
downloads = Téléchargements
followers = Abonnés
discussions = Discussions
id = Identifiant
source = Page d’origine
type = Type
topic = Thématique
archived = Archivé
unknown = Inconnu
unknown-feminine = Inconnue
harvested-from = Moissonné depuis
harvest-id = Identifiant d’origine
harvest-created = Création à la source
harvest-modified = Modification à la source

## A dataset

dataset-archived = Ce jeu de données est archivé.
dataset-archived-on = Ce jeu de données est archivé depuis le
dataset-archived-why = Il n’est plus tenu à jour et n’apparaît plus dans les listes.
frequency = Fréquence
promise-kept = Respectée
promise-late = En retard
coverage-time = Période couverte
coverage-from = Du
coverage-to = au
coverage-since = Depuis le
coverage-until = Jusqu’au
coverage-space = Territoire couvert
has-geometry = Géométrie propre au jeu de données
granularity = Échelle
quality = Qualité des métadonnées
quality-good = Bonne
quality-poor = À améliorer
quality-range = entre { $least } et { $most }
quality-exported = D’après le portail source : tous les critères ne sont pas connus ici.
quality-source = Le portail source indique { $score }.
quality-description-pass = Description renseignée
quality-description-fail = Description trop courte
quality-description-advice = Décrivez en quelques phrases ce que contiennent les données, d’où elles viennent et leurs limites.
quality-description-unknown = Description : inconnue
quality-license-pass = Licence renseignée
quality-license-fail = Licence non renseignée
quality-license-advice = Choisissez une licence, par exemple la Licence Ouverte 2.0.
quality-license-unknown = Licence : inconnue
quality-frequency-pass = Fréquence de mise à jour renseignée
quality-frequency-fail = Fréquence de mise à jour non renseignée
quality-frequency-advice = Dites à quel rythme les données sont mises à jour.
quality-frequency-unknown = Fréquence de mise à jour : inconnue
quality-update-pass = Fréquence de mise à jour respectée
quality-update-fail = Fréquence de mise à jour non respectée
quality-update-advice = Mettez les données à jour, ou corrigez la fréquence annoncée.
quality-update-unknown = Respect de la fréquence de mise à jour : inconnu
quality-temporal-pass = Couverture temporelle renseignée
quality-temporal-fail = Couverture temporelle non renseignée
quality-temporal-advice = Indiquez la période que couvrent les données.
quality-temporal-unknown = Couverture temporelle : inconnue
quality-spatial-pass = Couverture spatiale renseignée
quality-spatial-fail = Couverture spatiale non renseignée
quality-spatial-advice = Indiquez le territoire que couvrent les données.
quality-spatial-unknown = Couverture spatiale : inconnue
quality-files-fail = Aucun fichier
quality-files-advice = Ajoutez au moins un fichier dans un format ouvert, avec une description.
quality-formats-pass = Formats de fichiers standards
quality-formats-fail = Formats de fichiers non standards
quality-formats-advice = Ajoutez les données dans un format ouvert, tel que CSV ou JSON.
quality-formats-unknown = Formats de fichiers : inconnus
quality-documentation-pass = Fichiers documentés
quality-documentation-fail = Documentation des fichiers manquante
quality-documentation-advice = Décrivez les fichiers, ou ajoutez un fichier de documentation.
quality-documentation-unknown = Documentation des fichiers : inconnue
quality-availability-pass = Tous les fichiers sont disponibles
quality-availability-fail = Certains fichiers ne sont pas disponibles
quality-availability-advice = Corrigez l’adresse des fichiers qui ne répondaient pas à la dernière vérification.
quality-availability-unknown = Disponibilité des fichiers : inconnue
mqa-summary = Estimation selon data.europa.eu : { $points } points sur { $most } ({ $rating })
mqa-bad = mauvais
mqa-sufficient = suffisant
mqa-good = bon
mqa-excellent = excellent
mqa-lacking = Il manque :
mqa-findability = Facilité à trouver
mqa-accessibility = Accessibilité
mqa-interoperability = Interopérabilité
mqa-reusability = Réutilisation
mqa-contextuality = Contexte
mqa-keyword = mots clés
mqa-theme = thème
mqa-spatial = territoire
mqa-temporal = période
mqa-access-url = adresses qui répondent
mqa-download-url = adresses de téléchargement
mqa-download-url-answers = téléchargements qui répondent
mqa-format = format de chaque fichier
mqa-media-type = type de média de chaque fichier
mqa-vocabulary = formats du vocabulaire européen
mqa-non-proprietary = formats non propriétaires
mqa-machine-readable = formats lisibles par une machine
mqa-dcat-ap = conformité à DCAT-AP
mqa-license = licence
mqa-license-vocabulary = licence du vocabulaire
mqa-access-rights = droits d’accès
mqa-access-rights-vocabulary = droits d’accès du vocabulaire
mqa-contact-point = point de contact
mqa-publisher = éditeur
mqa-rights = droits
mqa-byte-size = taille des fichiers
mqa-issued = date de publication
mqa-modified = date de modification

contact = Contact
contact-form = formulaire
community = Ressources communautaires
community-intro = Ce que d’autres que le producteur publient à partir de ces données.

## Files

files = Fichiers
files-of = Fichiers de
files-none = Ce jeu de données n’a pas de fichier.
files-unlisted = La liste en est sur
file-untitled = Fichier sans nom
file-download = Télécharger
file-visit = Ouvrir
file-no-link = Adresse inutilisable
file-downloads = Téléchargé { $count } fois
file-unavailable = Indisponible selon la dernière vérification
file-details = Détails
file-address = Adresse indiquée
file-schema = Schéma
file-mime = Type MIME
file-preview = Aperçu
format-unknown = format inconnu
size-unknown = taille inconnue

## An organization

presentation = Présentation
organization-archived =
    { $count ->
        [one] et { $count } archivé
       *[other] et { $count } archivés
    }
organization-empty = Cette organisation n’a pas de jeu de données en cours.
organization-site = Site
business-number = Numéro SIRET
members = Membres
account-created = Inscription
account-updated = Dernière modification

## A reuse

reuse-archived = Cette réutilisation est archivée.
reuse-visit = Voir la réutilisation
datasets-used = Données utilisées
datasets-used-none = Cette réutilisation ne cite aucun jeu de données de ce catalogue.
datasets-missing =
    { $count ->
        [one] { $count } jeu de données cité n’est pas dans ce catalogue.
       *[other] { $count } jeux de données cités ne sont pas dans ce catalogue.
    }

## An API

dataservice-archived = Cette API est archivée.
access = Accès
availability = Disponibilité
rate-limiting = Limites d’usage
api-addresses = Adresses
api-base = Adresse de l’API
api-machine = Documentation lisible par machine
api-technical = Documentation technique
api-business = Documentation métier
api-authorization = Demander l’accès
api-no-address = Le producteur n’a pas donné d’adresse.
datasets-served = Données servies

## Topics and posts

topic-elements = Contenu
topic-elements-none = La source ne dit pas ce que cette thématique rassemble.
element-missing = absent de ce portail
post-text = Texte
post-elements = Dans cet article
post-cut = Le texte est coupé ici. La suite :

## Home, dashboard, other pages

home-newest = Dernières publications
home-all-datasets = Tous les jeux de données
home-updated = Mis à jour récemment
home-producers = Ceux qui publient
home-all-producers = Toutes les organisations
home-tags = Sujets
home-all-tags = Tous les mots-clés
home-ways = Autres façons de chercher
snapshot-of = État du catalogue au
snapshot-not-renewed = La source ne répondait pas : c’est le dernier état connu.
snapshot-config = date fixée par la configuration du site
snapshot-manifest = date de la collecte
snapshot-file-name = date de l’export
snapshot-epoch = date fixée à la construction du site
snapshot-newest-record = date de la dernière modification connue
chart-table = Voir les nombres
site-map-ways = Parcourir les jeux de données
site-map-others = Le portail
site-map-pages = Pages
not-found = Page introuvable
not-found-why = L’adresse a changé ou n’a jamais existé. La recherche et ces listes vous mèneront peut-être à ce que vous cherchez.

## Labels of udata’s vocabularies: `{family}-{id}`, other signs than letters, digits and `_` written `-`

access-open = Ouvert
access-open_with_account = Ouvert avec un compte
access-restricted = Restreint
badge-hvd = Données de forte valeur
badge-spd = Service public de la donnée de référence
badge-inspire = INSPIRE
badge-pivotal-data = Données pivot
badge-sl = Séries statistiques labellisées
badge-sr = Séries statistiques reconnues d’intérêt général
badge-public-service = Service public
badge-certified = Certifié
badge-local-authority = Collectivité territoriale
badge-association = Association
badge-company = Entreprise
badge-c3 = Challenge Climat
badge-nec = Nous entrepreneurs de cultures
badge-openfield16 = Openfield16
family-tabular = Tableaux
family-machine_readable = Données structurées
family-geographical = Données géographiques
family-documents = Documents
family-other = Autres formats
frequency-continuous = Temps réel
frequency-oneMinute = Toutes les minutes
frequency-fiveMinutes = Toutes les cinq minutes
frequency-tenMinutes = Toutes les dix minutes
frequency-fifteenMinutes = Toutes les quinze minutes
frequency-thirtyMinutes = Toutes les trente minutes
frequency-hourly = Toutes les heures
frequency-bihourly = Toutes les deux heures
frequency-trihourly = Toutes les trois heures
frequency-twelveHours = Toutes les douze heures
frequency-severalTimesADay = Plusieurs fois par jour
frequency-threeTimesADay = Trois fois par jour
frequency-semidaily = Deux fois par jour
frequency-daily = Quotidienne
frequency-fiveTimesAWeek = Cinq fois par semaine
frequency-threeTimesAWeek = Trois fois par semaine
frequency-semiweekly = Deux fois par semaine
frequency-weekly = Hebdomadaire
frequency-biweekly = Toutes les deux semaines
frequency-threeTimesAMonth = Trois fois par mois
frequency-semimonthly = Deux fois par mois
frequency-monthly = Mensuelle
frequency-bimonthly = Tous les deux mois
frequency-quarterly = Trimestrielle
frequency-threeTimesAYear = Trois fois par an
frequency-semiannual = Deux fois par an
frequency-annual = Annuelle
frequency-biennial = Tous les deux ans
frequency-triennial = Tous les trois ans
frequency-quadrennial = Tous les quatre ans
frequency-quinquennial = Tous les cinq ans
frequency-decennial = Tous les dix ans
frequency-bidecennial = Tous les vingt ans
frequency-tridecennial = Tous les trente ans
frequency-punctual = Ponctuelle
frequency-irregular = Sans régularité
frequency-never = Jamais
frequency-notPlanned = Non planifiée
frequency-other = Autre
frequency-unknown = Inconnue
granularity-country = Pays
granularity-country-group = Groupement de pays
granularity-country-subset = Sous-ensemble de pays
granularity-poi = Point d’intérêt
granularity-other = Autre
granularity-fr-region = Région française
granularity-fr-departement = Département français
granularity-fr-arrondissement = Arrondissement français
granularity-fr-commune = Commune française
granularity-fr-iris = IRIS (quartier INSEE)
granularity-fr-canton = Canton français
granularity-fr-collectivite = Collectivité d’outre-mer
granularity-fr-epci = Intercommunalité française (EPCI)
license-notspecified = Licence non spécifiée
license-other-at = Autre (attribution)
license-other-open = Autre (ouverte)
license-other-pd = Autre (domaine public)
contact-role-contact = Contact
contact-role-creator = Créateur
contact-role-publisher = Éditeur
contact-role-rightsHolder = Détenteur des droits
contact-role-custodian = Gestionnaire
contact-role-distributor = Distributeur
contact-role-originator = Producteur
contact-role-principalInvestigator = Investigateur principal
contact-role-processor = Exécutant
contact-role-resourceProvider = Fournisseur
contact-role-user = Utilisateur
reuse-type-api = API
reuse-type-application = Application
reuse-type-idea = Idée
reuse-type-news_article = Article de presse
reuse-type-paper = Publication
reuse-type-post = Article de blog
reuse-type-visualization = Visualisation
reuse-type-hardware = Objet connecté
reuse-topic-health = Santé
reuse-topic-transport_and_mobility = Transports et mobilité
reuse-topic-housing_and_development = Aménagement du territoire et logement
reuse-topic-food_and_agriculture = Alimentation et agriculture
reuse-topic-culture_and_recreation = Culture et loisirs
reuse-topic-economy_and_business = Économie et entreprise
reuse-topic-environment_and_energy = Environnement et énergie
reuse-topic-work_and_training = Emploi et formation
reuse-topic-politics_and_public_life = Politique et vie publique
reuse-topic-safety_and_security = Sécurité
reuse-topic-education_and_research = Éducation et recherche
reuse-topic-society_and_demography = Société et démographie
reuse-topic-law_and_justice = Droit et justice
reuse-topic-open_data_tools = Outils open data
reuse-topic-others = Autres

## The search page. $1 and $2 stand for what its script knows.

search-hint = Écrivez quelques mots : les résultats s’affichent à mesure.
search-without-script = La recherche fonctionne dans votre navigateur, avec JavaScript, sur un site en ligne. Sans JavaScript ou avec un navigateur ancien, ces listes mènent aux mêmes données. Dans un dossier ouvert sans serveur (file://), lancez « etalage serve » et suivez l’adresse qu’il donne.
search-failed = La recherche n’a pas pu être chargée. Rechargez la page ; sinon, ces listes mènent aux mêmes données.
search-total-one = $1 résultat
search-total-other = $1 résultats
search-shown = $1 résultats affichés sur $2
search-none = Aucun résultat pour « $1 ». Essayez d’autres mots, ou moins de filtres.
search-nothing = Aucun résultat. Essayez moins de filtres.
search-unknown = Aucun résultat pour « $1 » ; voici les résultats sans ce mot.
search-corrected = Aucun résultat pour « $1 » ; voici les résultats pour « $2 ».
search-missing = Une partie de la recherche n’a pas pu être lue : il peut manquer des résultats. Rechargez la page.
search-results = Résultats
search-kinds = Ce que vous cherchez
search-all = Tout
search-filters = Filtres
search-clear = Effacer les filtres
search-more = Afficher plus de résultats
search-more-values = Plus de choix
search-sort = Trier par
search-archives = Archives
search-without-archived = Sans les archives
sort-relevance = Pertinence
sort-newest = Publication récente
sort-updated = Mise à jour récente
sort-views = Nombre de vues
kind-dataset = Jeu de données
kind-organization = Organisation
kind-reuse = Réutilisation
kind-dataservice = API
facet-license = Licence
facet-granularity = Échelle
facet-badge = Label
facet-producer = Type de producteur
facet-updated = Mise à jour
opensearch-name = Données ouvertes
opensearch-description = Rechercher dans { $name }

## Facets of the search

updated-last_30_days = Depuis 30 jours
updated-last_12_months = Depuis 12 mois
updated-last_3_years = Depuis 3 ans
producer-user = Particulier
producer-not-specified = Non précisé

## Dashboards: their pages

dashboard-about = Le catalogue mesuré : publication, fraîcheur, licences, formats, qualité, disponibilité, usages.
dashboard-themes = Parties du tableau de bord
organization-dashboard = Tableau de bord de l’organisation
organization-dashboard-of = Tableau de bord : { $name }
figure-details = Plus de détails :
figure-numbers = Les nombres
figure-download = Télécharger les données
figure-empty = Ce catalogue ne contient pas de quoi établir cette mesure.
figure-others = Sur le même thème
figure-all = Toutes les mesures
figure-cut = { $shown } premières lignes sur { $all } ; toutes sont dans le fichier CSV.
mend-first = À corriger en premier
mend-nothing = Rien à signaler : tout est à jour, sous licence, documenté, et les fichiers vérifiés ont répondu.
mend-csv = Tous les jeux de données à corriger
quality-csv = Les neuf critères de qualité de chaque jeu de données :
map-credit = Contours :
map-public-domain = domaine public

## Dashboards: their parts, the titles of figures, how each is counted, what it says in a sentence

theme-publication = Publication
theme-freshness = Fraîcheur
theme-licenses = Licences
theme-formats = Formats
theme-quality = Qualité
theme-files = Fichiers et hébergement
theme-organizations = Organisations
theme-coverage = Couverture
theme-subjects = Sujets
theme-uses = Usages
theme-discussions = Discussions
theme-harvest = Moissonnage
theme-integrity = Intégrité de l’export
figure-totals = En chiffres
about-totals = Jeux de données présents dans les listes du portail ; les archivés sont comptés à part. Vues, téléchargements et abonnés sont ceux que le catalogue donne pour ces jeux.
figure-datasets-per-month = Jeux de données publiés chaque mois
about-datasets-per-month = Jeux qui existent encore, par mois d’arrivée sur le portail : publiés directement, ou moissonnés dans un autre catalogue.
key-datasets-per-month = De { $first } à { $last } ; au plus { $most } en un mois, { $month }.
figure-datasets-running = Total des jeux de données
about-datasets-running = Somme, à la fin de chaque année, des jeux qui existent encore aujourd’hui. Ceux qui ont été supprimés ou archivés depuis n’y sont pas.
key-datasets-running = En tout { $total }, dont { $share } moissonnés dans un autre catalogue.
figure-datasets-per-year = Jeux de données publiés chaque année
about-datasets-per-year = Jeux qui existent encore, par année d’arrivée sur le portail.
figure-update-age = Âge de la dernière mise à jour
about-update-age = Temps écoulé, au jour du catalogue, depuis la dernière mise à jour : celle du catalogue d’origine, sinon celle du fichier le plus récent, sinon celle de la fiche.
key-update-age = { $share } des jeux de données ont été mis à jour depuis moins d’un an.
figure-promises = Fréquences promises et tenues
about-promises = Un jeu est en retard quand plus d’un jour a passé depuis la date où sa prochaine mise à jour était due. Certaines fréquences ne promettent aucune date.
key-promises = Promesse tenue pour { $share } des jeux qui en font une ({ $dated }) ; en retard : { $late }.
figure-licenses = Licences
about-licenses = Une licence est ouverte si elle l’est au sens de l’Open Definition : toutes celles de la liste d’udata, sauf « non spécifiée ».
key-licenses = { $share } des jeux de données ont une licence ouverte ({ $open }).
figure-licenses-per-year = Licences selon l’année de publication
about-licenses-per-year = Jeux publiés chaque année : sous licence ouverte, sous une autre licence ou une licence non spécifiée, sans licence.
figure-format-families = Familles de formats
about-format-families = Jeux qui ont au moins un fichier de la famille. Un jeu peut être dans plusieurs familles.
figure-formats = Formats
about-formats = Jeux qui ont au moins un fichier dans ce format, après réunion des différentes façons de l’écrire.
figure-format-openness = Formats ouverts et lisibles par machine
about-format-openness = Part des jeux ayant des fichiers dont l’un au moins est dans un format ouvert (ni PDF, ni Word, ni Excel, comme le compte udata), et dont l’un au moins se lit par programme (tableau, données structurées, carte, format d’échange), par année de publication.
key-format-openness = { $open } des jeux ont un fichier dans un format ouvert, { $machine } un fichier lisible par machine.
figure-quality-scores = Score de qualité
about-quality-scores = Points sur neuf, selon les neuf critères d’udata. Quand un critère ne peut être vérifié, le score est celui que le catalogue donne.
key-quality-scores = En moyenne { $mean } des points ; { $good } des jeux atteignent les deux tiers. { $unknown ->
    [0] {""}
    [one] Un jeu est sans score.
   *[other] { $unknown } jeux sont sans score.
}
figure-quality-criteria = Les neuf critères de qualité
about-quality-criteria = Jeux qui satisfont chaque critère, ne le satisfont pas, ou pour lesquels le catalogue ne permet pas de le dire.
figure-quality-by-producer = Qualité selon le producteur
about-quality-by-producer = Score moyen des jeux, selon le type de l’organisation qui les publie.
figure-description-lengths = Longueur des descriptions
about-description-lengths = Nombre de caractères de la description des jeux.
figure-mqa-dimensions = Score estimé de data.europa.eu
about-mqa-dimensions = Le score que le portail européen donnerait aux jeux : 405 points en cinq dimensions, estimés d’après ce que contient le catalogue. Facilité à trouver (100) : mots clés, thèmes, territoire, période. Accessibilité (100) : adresses qui répondent. Interopérabilité (110) : formats. Réutilisation (75) : licence, contact, éditeur. Contexte (20) : tailles, dates. udata n’a pas de thèmes : 30 points ne sont jamais atteints. Les quarts disent combien de jeux ont jusqu’au quart des points de la dimension, jusqu’à la moitié…
key-mqa-dimensions = En moyenne { $points } points sur { $most } ; { $good } des jeux sont bons ou excellents. { $unknown ->
    [0] {""}
    [one] Un jeu ne peut être estimé : ses fichiers ne sont pas énumérés.
   *[other] { $unknown } jeux ne peuvent être estimés : leurs fichiers ne sont pas énumérés.
}
figure-mqa-ratings = Appréciations de data.europa.eu
about-mqa-ratings = D’après le score estimé : excellent dès 351 points sur 405, bon dès 221, suffisant dès 121.
figure-mqa-metrics = Critères de data.europa.eu
about-mqa-metrics = Part de chaque critère du score estimé que les jeux remplissent en moyenne ; pour les fichiers d’un jeu, c’est la part d’entre eux qui compte.
figure-file-types = Types de fichiers
about-file-types = Fichiers selon leur usage, tel que le producteur l’indique.
figure-availability = Disponibilité des fichiers
about-availability = Selon la dernière vérification faite par le portail. Un fichier qui n’a pas répondu peut être revenu depuis.
key-availability = N’ont pas répondu : { $share } des fichiers vérifiés ({ $checked }). Jeux de données touchés : { $datasets }.
figure-availability-statuses = Réponses des fichiers indisponibles
about-availability-statuses = Code HTTP de la dernière vérification.
figure-availability-hosts = Disponibilité par hébergeur
about-availability-hosts = Hébergeurs dont le plus de fichiers n’ont pas répondu à la dernière vérification.
figure-hosting = Hébergement des fichiers
about-hosting = Fichiers déposés sur le portail, ou hébergés ailleurs et selon quel protocole.
figure-hosts = Hébergeurs
about-hosts = Nom de domaine de l’adresse de chaque fichier.
key-hosts = { $hosts ->
    [one] Un seul hébergeur.
   *[other] { $hosts } hébergeurs différents.
}
figure-organizations = Organisations qui publient le plus
about-organizations = Par nombre de jeux de données.
figure-organizations-activity = Dernière activité des organisations
about-organizations-activity = Temps écoulé, au jour du catalogue, depuis que l’organisation a publié ou mis à jour un jeu de données.
key-organizations-activity = Sans publication ni mise à jour depuis plus d’un an : { $silent } sur { $all } ({ $share }).
figure-organizations-silent = Organisations silencieuses depuis un an
about-organizations-silent = Organisations qui n’ont ni publié ni mis à jour de jeu de données depuis plus d’un an, celles qui en ont le plus d’abord.
figure-organizations-archived = Organisations dont tous les jeux sont archivés
about-organizations-archived = Organisations qui n’ont plus que des jeux archivés, d’abord celles qui en ont le plus.
figure-organizations-per-year = Premières publications
about-organizations-per-year = Organisations selon l’année de leur premier jeu de données encore présent.
figure-organizations-concentration = Concentration des publications
about-organizations-concentration = Part des jeux de données que publient les organisations qui en publient le plus.
key-organizations-concentration = Les dix premières organisations publient { $ten } des jeux de données. Indice de Gini : { $gini }.
figure-organization-badges = Types d’organisations
about-organization-badges = Organisations selon leurs labels. Une organisation peut en avoir plusieurs.
figure-granularities = Couverture spatiale : granularité
about-granularities = Finesse du territoire décrit, du plus large au plus fin.
key-granularities = { $share } des jeux de données indiquent une couverture spatiale.
figure-departments = Départements couverts
about-departments = Jeux dont la couverture nomme le département. Ceux qui couvrent une commune, une région ou la France entière n’y sont pas comptés.
key-departments = Le plus couvert : { $name } ({ $most }). { $placed } des jeux nomment un département ou une région.
figure-regions = Régions couvertes
about-regions = Jeux dont la couverture nomme la région.
key-regions = La plus couverte : { $name } ({ $most }). { $placed } des jeux nomment un département ou une région.
figure-temporal-coverage = Années couvertes
about-temporal-coverage = Jeux dont la période couverte comprend chaque année depuis 1900. Une période sans fin court jusqu’au jour du catalogue.
key-temporal-coverage = { $share } des jeux de données indiquent la période qu’ils couvrent.
figure-tags = Mots-clés les plus employés
about-tags = Jeux de données qui portent le mot-clé.
key-tags = Mots-clés différents : { $tags }, dont { $once } ne servent qu’une fois.
figure-tag-pairs = Mots-clés employés ensemble
about-tag-pairs = Parmi les 50 mots-clés les plus employés, les paires que le plus de jeux partagent.
figure-tags-per-dataset = Mots-clés par jeu de données
about-tags-per-dataset = Nombre de mots-clés que porte un jeu.
figure-schemas = Schémas de données
about-schemas = Fichiers qui déclarent suivre un schéma.
key-schemas = Jeux de données dont un fichier suit un schéma : { $datasets } ({ $share }). Parmi les fichiers qui sont des tableaux, { $tables } en suivent un.
figure-schema-versions = Versions des schémas
about-schema-versions = Fichiers selon la version du schéma qu’ils déclarent suivre.
figure-badges = Labels des jeux de données
about-badges = Données de forte valeur, service public de la donnée, séries statistiques… Un jeu peut porter plusieurs labels.
figure-reuses-per-dataset = Réutilisations par jeu de données
about-reuses-per-dataset = Réutilisations déclarées sur le portail pour chaque jeu.
key-reuses-per-dataset = Jeux de données réutilisés : { $datasets } ({ $share }).
figure-reuse-types = Types de réutilisations
about-reuse-types = Réutilisations selon leur type.
figure-reuse-topics = Thèmes des réutilisations
about-reuse-topics = Réutilisations selon leur thème.
figure-most-reused = Jeux les plus réutilisés
about-most-reused = Par nombre de réutilisations déclarées.
figure-most-viewed = Jeux les plus vus
about-most-viewed = Vues de la page du jeu sur le portail d’origine.
figure-most-downloaded = Jeux les plus téléchargés
about-most-downloaded = Téléchargements des fichiers du jeu sur le portail d’origine.
figure-most-followed = Jeux de données les plus suivis
about-most-followed = Personnes qui suivent le jeu sur le portail d’origine.
figure-views-tail = Concentration des vues
about-views-tail = Part de toutes les vues que réunissent les jeux les plus vus : le premier, les trois, dix, trente, cent premiers…
key-views-tail = Les dix jeux les plus vus réunissent { $ten } des vues ; { $never } des jeux n’en ont aucune.
figure-downloads-tail = Concentration des téléchargements
about-downloads-tail = Part de tous les téléchargements que réunissent les jeux les plus téléchargés : le premier, les trois, dix, trente, cent premiers…
key-downloads-tail = Les dix jeux les plus téléchargés réunissent { $ten } des téléchargements ; { $never } des jeux n’en ont aucun.
figure-discussions-per-month = Discussions ouvertes et closes
about-discussions-per-month = Discussions par mois d’ouverture et par mois de clôture.
key-discussions-per-month = Discussions : { $discussions }, dont { $share } closes ; délai médian de clôture : { $days } j.
figure-discussions-per-year = Discussions par année
about-discussions-per-year = Discussions par année d’ouverture et par année de clôture.
key-discussions-per-year = Discussions : { $discussions }, dont { $share } closes ; délai médian de clôture : { $days } j.
figure-discussion-states = Suites données aux discussions
about-discussion-states = Closes par le producteur ; encore ouvertes, avec une réponse ou sans aucune.
figure-discussion-delays = Délai de clôture des discussions
about-discussion-delays = Jours entre l’ouverture et la clôture des discussions closes.
figure-most-discussed = Jeux les plus discutés
about-most-discussed = Par nombre de discussions.
figure-harvest-backends = Modes de publication
about-harvest-backends = Jeux moissonnés, par moissonneur, et jeux publiés directement.
key-harvest-backends = { $share } des jeux de données sont moissonnés.
figure-harvest-sources = Catalogues moissonnés
about-harvest-sources = Jeux de données par catalogue d’origine.
key-harvest-sources = { $sources ->
    [one] Un seul catalogue.
   *[other] { $sources } catalogues.
}
figure-findings = Anomalies de l’export
about-findings = Ce que la lecture du catalogue a trouvé d’anormal, et qui a été réparé, laissé ou perdu.
key-findings = Lignes perdues : { $lost } ; réparées ou coupées : { $mended } ; remarques : { $remarks }.
figure-duplicate-titles = Titres en double
about-duplicate-titles = Titres que plusieurs jeux de données portent à la fois.
key-duplicate-titles = Titres portés par plusieurs jeux : { $titles }, pour { $datasets } jeux de données.

## Dashboards: columns, words, criteria, types of files, what to mend, faults of an export

column-what = Grandeur
column-value = Valeur
column-month = Mois
column-year = Année
column-direct = Publiés directement
column-harvested = Moissonnés
column-total = Total
column-running = Total depuis le début
column-age = Âge
column-datasets = Jeux de données
column-archived_datasets = Jeux archivés
column-share = Part
column-frequency = Fréquence
column-kept = Tenue
column-late = En retard
column-undated = Sans date promise
column-kept_share = Part tenue
column-license = Licence
column-open = Ouverts
column-other = Autre ou non spécifiée
column-none = Sans licence
column-open_share = Format ouvert
column-open_license_share = Part sous licence ouverte
column-family = Famille
column-files = Fichiers
column-format = Format
column-machine_readable = Lisibles par machine
column-machine_readable_share = Lisible par machine
column-with_files = Jeux avec fichiers
column-points = Points
column-criterion = Critère
column-passed = Satisfait
column-failed = Non satisfait
column-unknown = Inconnu
column-passed_share = Part satisfaite
column-badge = Label
column-mean_score = Score moyen
column-dimension = Dimension
column-mean_points = Points en moyenne
column-most_points = Points au plus
column-mean_share = Part atteinte
column-first_quarter = Premier quart
column-second_quarter = Deuxième quart
column-third_quarter = Troisième quart
column-last_quarter = Dernier quart
column-rating = Appréciation
column-metric = Critère
column-length = Longueur
column-status = Réponse
column-host = Hébergeur
column-unavailable = Indisponibles
column-available = Disponibles
column-checked = Vérifiés
column-unavailable_share = Part indisponible
column-organization = Organisation
column-organizations = Organisations
column-views = Vues
column-downloads = Téléchargements
column-followers = Abonnés
column-first_publication = Première publication
column-last_activity = Dernière activité
column-days = Jours de silence
column-first_publications = Premières publications
column-largest_share = Premières organisations
column-granularity = Granularité
column-code = Code
column-territory = Territoire
column-tag = Mot-clé
column-other_tag = Avec le mot-clé
column-tags = Mots-clés
column-schema = Schéma
column-version = Version
column-reuses = Réutilisations
column-type = Type
column-topic = Thème
column-dataset = Jeu de données
column-first_datasets = Premiers jeux
column-opened = Ouvertes
column-closed = Closes
column-delay = Délai
column-discussions = Discussions
column-state = État
column-open_discussions = Encore ouvertes
column-backend = Moissonneur
column-domain = Catalogue
column-last_update = Dernière mise à jour
column-finding = Anomalie
column-severity = Gravité
column-occurrences = Occurrences
column-title = Titre
word-datasets = jeux de données
word-archived = jeux archivés
word-files = fichiers
word-organizations = organisations qui publient
word-reuses = réutilisations
word-dataservices = API
word-discussions = discussions
word-tags = mots-clés différents
word-views = vues
word-downloads = téléchargements
word-followers = abonnés
word-files-sized = fichiers de taille connue
word-volume = de fichiers, pour les tailles connues
word-age-month = Un mois au plus
word-age-quarter = D’un à trois mois
word-age-year = De trois mois à un an
word-age-three-years = D’un à trois ans
word-age-older = Plus de trois ans
word-age-future = Date à venir
word-age-unknown = Inconnue
word-no-frequency = Fréquence inconnue
word-no-license = Sans licence
word-yes = oui
word-no = non
word-format-unknown = Format inconnu
word-description-none = Aucune description
word-description-100 = 1 à 100 caractères
word-description-200 = 101 à 200 caractères
word-description-500 = 201 à 500 caractères
word-description-2000 = 501 à 2 000 caractères
word-description-more = Plus de 2 000 caractères
word-file-available = A répondu
word-file-unavailable = N’a pas répondu
word-file-unchecked = Jamais vérifié
word-no-answer = Aucune réponse
word-no-host = Adresse illisible
word-hosted-portal = Déposés sur le portail
word-hosted-https = Ailleurs, en HTTPS
word-hosted-http = Ailleurs, en HTTP sans chiffrement
word-hosted-other = Ailleurs, autrement
word-no-badge = Sans label
word-no-granularity = Non précisée
word-tags-none = Aucun
word-tags-two = 1 ou 2
word-tags-five = 3 à 5
word-tags-ten = 6 à 10
word-tags-more = Plus de 10
word-reuses-none = Aucune
word-reuses-one = Une
word-reuses-four = 2 à 4
word-reuses-nine = 5 à 9
word-reuses-more = 10 et plus
word-none = Non précisé
word-discussion-closed = Closes
word-discussion-answered = Ouvertes, avec une réponse
word-discussion-unanswered = Ouvertes, sans réponse
word-discussion-open = Ouvertes
word-delay-day = Un jour au plus
word-delay-week = Une semaine
word-delay-month = Un mois
word-delay-quarter = Trois mois
word-delay-year = Un an
word-delay-more = Plus d’un an
word-unknown = Inconnu
word-direct = Publiés directement
word-severity-error = perdu
word-severity-warning = réparé
word-severity-info = remarque
criterion-license = Licence renseignée
criterion-temporal_coverage = Couverture temporelle renseignée
criterion-spatial = Couverture spatiale renseignée
criterion-update_frequency = Fréquence de mise à jour renseignée
criterion-update_fulfilled_in_time = Fréquence de mise à jour respectée
criterion-dataset_description_quality = Description assez longue
criterion-has_open_format = Formats de fichiers standards
criterion-all_resources_available = Tous les fichiers sont disponibles
criterion-resources_documentation = Fichiers documentés
resource-type-main = Fichiers principaux
resource-type-documentation = Documentation
resource-type-update = Mises à jour
resource-type-api = API
resource-type-code = Code source
resource-type-other = Autres
mend-late = En retard
mend-license = Sans licence
mend-files = Fichiers qui n’ont pas répondu
mend-description = Description trop courte
mend-documentation = Fichiers sans documentation
finding-ragged-row = Ligne qui n’a pas le bon nombre de cellules
finding-lost-quote = Guillemet perdu
finding-bad-date = Date illisible
finding-bad-number = Nombre illisible
finding-bad-extras = Champ libre illisible
finding-duplicate-dataset = Jeu de données en double
finding-duplicate-resource = Fichier en double
finding-duplicate-organization = Organisation en double
finding-duplicate-reuse = Réutilisation en double
finding-duplicate-dataservice = API en double
finding-duplicate-slug = Adresse en double
finding-dangling-resource-dataset = Fichier d’un jeu absent
finding-dangling-reuse-dataset = Réutilisation d’un jeu absent
finding-dangling-dataservice-dataset = API d’un jeu absent
finding-dangling-discussion-subject = Discussion sur un jeu absent
finding-dangling-dataset-organization = Jeu d’une organisation absente
finding-dangling-reuse-organization = Réutilisation d’une organisation absente
finding-dangling-dataservice-organization = API d’une organisation absente
finding-unknown-license = Licence inconnue
finding-unknown-frequency = Fréquence inconnue
finding-unknown-granularity = Granularité inconnue
finding-unknown-resource-type = Type de fichier inconnu
finding-unknown-reuse-type = Type de réutilisation inconnu
finding-unknown-reuse-topic = Thème de réutilisation inconnu
finding-unknown-access-type = Type d’accès inconnu
finding-missing-id = Identifiant manquant
finding-missing-title = Titre manquant
finding-impossible-date = Date impossible
finding-future-date = Date à venir
finding-url-without-scheme = Adresse sans protocole
finding-placeholder-description = Description restée vide
finding-private-record = Fiche privée
finding-deleted-record = Fiche supprimée
finding-unknown-file = Fichier inconnu
finding-link-not-followed = Lien non suivi
finding-duplicate-column = Colonne donnée deux fois
finding-unknown-column = Colonne inconnue
finding-swapped-columns = Colonnes interverties
finding-bad-type = Type de valeur inattendu
finding-bad-json = JSON illisible
finding-mended-json = JSON réparé
finding-duplicate-topic = Thématique en double
finding-duplicate-post = Article en double
finding-dangling-community-dataset = Ressource communautaire d’un jeu absent
finding-dangling-topic-element = Thématique sur une fiche absente
finding-dangling-post-element = Article sur une fiche absente
finding-draft-post = Brouillon d’article
finding-unknown-record = Fiche d’un genre inconnu
finding-bad-utf8 = Texte qui n’est pas en UTF-8
finding-negative-size = Taille négative
finding-unsafe-url = Adresse dangereuse
finding-malformed-url = Adresse mal formée
finding-credentials-in-url = Mot de passe dans une adresse
finding-private-address = Adresse d’un réseau privé
finding-reversed-coverage = Période qui finit avant de commencer
finding-unfilled-placeholder = Emplacement laissé sans texte
finding-script-in-description = Script dans une description
