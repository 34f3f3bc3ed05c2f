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
chart-months = Jeux de données publiés chaque mois
chart-months-note = De { $first } à { $last }. Au plus { $most }, en { $month }.
chart-table = Voir les nombres
month = Mois
month-count = Publiés
month-running = Total
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
search-without-script = La recherche fonctionne dans votre navigateur, avec JavaScript, sur un site en ligne. Sans JavaScript, avec un navigateur ancien ou dans un dossier ouvert sans serveur (file://), ces listes mènent aux mêmes données.
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
