"""Words that say nothing of which incident a headline is about."""

from __future__ import annotations

# In headlines of at least 8 of 46 police forces (4,113 articles); all others are names of people, places and things.
_WORDS = """
    about abuse across action activity advice against aggravated ahead alert all almost anti appeal area armed
    arrest arrested arrests arson assault assaulted assaulting assaults attack attempted award awards awareness
    behaviour behind being bike bikes body boy breaching break bridge burglar burglaries burglars burglary business
    businesses call calls campaign can cannabis car case cash catalytic caught cctv centre charge charged charity
    chief child children christmas church city class close closure cocaine collision come commercial community
    connection conspiracy constable constabulary continue continues converter convicted coronavirus county couple
    courier court covid crackdown crime criminal criminals cyclist damage damaged dangerous dashcam day dealer
    dealers dealing death detectives did died dies disorder distraction disturbance do dog domestic down drink drive
    driver drivers driving drug drugs due during e east eight elderly emergency event exploitation exposure face
    fail family farm fatal festive find fined fines fire firearm firearms first fit five footage force forces
    forward found four fraud further gang girl given guilty half handed hate help heroin high hit home hospital
    house identify illegal image images incident incidents increase indecent information injured injuries injury
    inspector intent international investigate investigating investigation involving issue issued items jail jailed
    jewellery join joint keep key killed knife knifepoint lane large latest launch launched launches left life line
    lines lives local locate located lockdown london made make man meet members men message missing modern month
    months more multiple murder named national nearly new night north not off offence offences offender officer
    officers old one online op open operation order out owner owners park part partner patrols pay pc people person
    phone place police policing possession prison proactive project property protect pub public pursuit racially
    rape re recognise recovered relation release released remains renewed report reported reports residents response
    restrictions results road roads robbed robberies robbery run safe safety scam scams scheme school search second
    security see seen seize seized sentence sentenced series serious seriously service seven sex sexual shooting
    shop shoplifting six slavery social son sought south spate special speeding spread st stabbed stabbing staff
    statement station stay stealing stolen stop store street supply support suspect suspected suspicion suspicious
    tackle take target targeted targeting taxi team teenage teenager teenagers than thanks theft thefts thieves
    third those three time together town trace traffic tribute two uk under unit up update urged us use used van
    vehicle vehicles victim victims video vigilant violent volunteers vulnerable wanted warning warrant warrants
    weapons week weekend welcomes west when while witness witnesses woman woman's women work worker working worth
    year year's years young
"""
USUAL = frozenset(_WORDS.split())
# Headlines of what comes every week or month: the next one is not the same story.
PERIODIC = frozenset(("newsletter", "bulletin", "weekly", "monthly", "roundup", "digest"))
