"""Common short forms of given names: Bob is Robert.

Each line of the list has a full name and its short forms, as fold keys. A short form may belong to several full names,
and these are then related to it, but not to each other: Chris is Christopher and Christine. The list holds only short
forms that are in common use; names that are merely alike (Jon and John) are not in it, since the same letters may be
another name.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

_LIST: Final = """
abigail abby gail
abraham abe bram
albert al bert
albrecht al
alejandro alex ale
aleksander alek alex olek sasha
aleksandr alex sasha sascha
aleksandra alex ola sasha
alessandra alex ale sandra
alessandro alex ale sandro
alexander alec alex lex sandy sascha sasha xander
alexandra alex lexi sandra sandy sasha
alexandre alex
alexandros alex alekos
alexandru alex
alexei alex
alexey alex lyosha
alexis alex
alfonso alf fonso
alfred al alf fred freddy
alfredo fredo
alison ali ally
allison ali ally
amanda mandy
anastasia nastya stacy
anastasios tasos
anatoly tolya
andreas andi andy
andrei andy
andrew andy drew
angela angie
anna ania anya
anthony ant toni tony
antoine tony
anton toni tony
antonia toni
antonio antoni toni tony tonio
antonios antonis
apostolos tolis
arnold arnie
arthur art
artur art
augustus gus
barbara babs barb barbie
bartholomew bart
bartosz bartek
beatrice bea trixie
beatrix bea trixie
benedict ben
benedikt ben beni
benjamin ben benji benny
bernard bern bernie
bernhard bernd
bertram bert
bettina tina
bradford brad
bradley brad
bronislaw bronek
calvin cal
cameron cam
carolina caro
caroline caro carrie
carolyn carol carrie
catherine cate cathy cat kate kathy katie
cathleen cathy
charalampos babis
charles charley charlie chas chuck
charlotte charlie lotte lottie
christian chris christo
christiane chris
christina chris chrissy tina
christine chris chrissy tina
christof chris
christoffer chris
christoph chris
christophe chris
christopher chris kit topher
christos chris
claudia claudi
clifford cliff
clifton cliff
clinton clint
constantin costin
constantine costas dean
cornelis cees cor kees
cornelius cees con neil
cynthia cindy
dagmar dagi
daniel dan dani danny
daniela dani
danielle dani
david dave davey davy
deborah deb debbie debby
debra deb debbie
dennis denny
diana di
diederik dirk
dietrich dirk
dimitrios dimitris dimos jim mitsos
dimitri dima mitya
dmitri dima mitya
dmitriy dima mitya
dmitry dima mitya
dominic dom nic
dominik dom
donald don donnie
dorothea dora dorle thea
dorothy dolly dot dottie
douglas doug
douglass doug
edgar ed
edmund ed eddie ned ted
eduard ed edi
eduardo edu lalo
edward ed eddie eddy ned ted teddy
edwin ed eddie
ekaterina katya
elaine lainie
eleanor ellie nell nora
elena lena
eleni lena
eleonora nora
elias eli
elisabeth betty ella elli elsa else ilse lis lisa lisbeth lise liz sissi
elizabeth bess beth betsy betty eliza ella ellie elsie libby lisa liz liza lizzie
ellen nell
emanuel manu
emily em emmy
emmanuel manny manu
enrique kike quique
ernest ernie
ernst erni
esmeralda esme
esther essie
eugene gene
eugenia jenny
eugenio genio
evangelia eva
evangelos vangelis
evgenii zhenya
evgeny zhenya
ezekiel zeke
feliks felek
ferdinand ferdi ferd
fernando nando
florence flo
florian flo
frances fran frannie
francesco franco
francis frank fran
francisca paca
francisco cisco curro fran kiko paco pancho
francois franck
franklin frank
franz franzl
frederic fred
frederick fred freddie freddy rick
frederik fred freek frits rik
fredrick fred freddie
fredrik fred
friedemann fried
friedrich fred frieder fritz
gabriel gabe gabi
gabriela gabi gaby
gabriele gabi
gabrielle gabby gaby
geoffrey geoff jeff
georg jorg schorsch
george georgie
georgios giorgos george yorgos
gerald gerry jerry
gerard ger gerry
gerhard gerd gerry hardy
gerrit ger
gertrude gert trude trudy
gilbert gil
giovanni gianni nanni vanni
giuseppe beppe pino
gottfried friedel
gregor greg
gregory greg
grigorios grigoris
grzegorz grzesiek
guadalupe lupe
guenther gunni
guillermo guille memo
gustav gus
gustave gus
gustavo gus tavo
hannelore hanne lore
harold hal harry
harriet hattie
heinrich heiner heinz
helena lena
helene leni
hendrik henk
henrik henke
henry hal hank harry
herbert bert herb
herman herm
hermann herm
howard howie
hubert bert hub
humphrey hum
ignacio nacho
immaculada inma
inmaculada inma
ioannis giannis john yannis
irene rena
isaac ike
isabel bel isa
isabella bella isa
isabelle belle isa
isidore izzy
jacob jack jake
jacobus jaap jaco koos
jacqueline jackie
jakob jack jascha
james jamie jem jim jimmie jimmy
jan honza janek
janet jan
janice jan
jaroslav jarda
jeffery jeff
jeffrey jeff
jennifer jen jennie jenny
jeremiah jer jerry
jeremy jem jerry
jerome jerry
jerzy jurek
jessica jess jessie
joachim achim jo jochen
joan joanie
joanna asia jo
joanne jo
johan hans jo
johann hannes hans
johanna hanna hanne jo
johannes hannes hans han jan joop
john jack johnnie johnny
jonathan jon jonny nathan
jorge coque
josef jo pepi sepp
josefina fina pepa
josefine josie
joseph jo joe joey jos
josephine jo josie
joshua josh
jose pepe
joyce joy
judith judy
judy jude
julia jule
julian jules
juliana jule
julius jules
karl kalle
karoline caro karo
katarina kata katka
katarzyna kasia
katharina kathi kati katja kaethe
katharine kate kathy katie kitty kay
katherine kate kathy katie kitty kay
kathleen kate kathy katie
kathryn kate kathy katie
kazimierz kazik
kenneth ken kenny
kimberly kim
konstantin kostya
konstantinos costas dinos kostas
koldobika koldo
kristian kris
kristin kris
kristina kris tina
kristine kris
kristoffer kris
kristopher kris
krzysztof krzys krzysiek
ladislav lada
lambert bert
laurence larry laurie
laurens laurie
lawrence larry laurie lawrie
leonard len lennie leo
leonardo leo
leonid lenya
leonidas leo
leopold leo poldi
leslie les
lilian lil lilly lily
lillian lil lilly lily
lorenz lenz
louis lou louie
louisa lou
louise lou
lucinda cindy lucy
ludwig lutz
luis lucho
lydia lyddie
lynette lyn
madeleine maddie maddy
madeline maddie maddy
magdalena lena leni magda
malgorzata gosia
manfred fred manni
manuel manolo manu
manuela manu
marcel marc
marcus marc
margaret daisy greta maggie maisie marge meg megan peg peggy
margarete grete greta gretel
margarita marga rita
margot margo
maria mari mia mitzi
marianne nanne
marie mimi
marjorie marge margie
markus mark
martha marty
martin marty
martina tina
mary mae mamie molly polly
mathias hias
matilda mattie tilly
matthew mat matt matty
matthias hias mat matt matthes
maurice mo
maximilian max maxi
maxwell max
melanie mel
melissa lissa mel missy
melvin mel
mercedes merche
michael mick mickey micky mike mischa
michaela micha
michail misha
michal michalek
michel mich
michelle shelly
miguel micky
mihail misha
mikhail misha
mildred millie
miriam mimi
miroslav mirek
mitchel mitch
mitchell mitch
mohammad mohd
mohammed mohd
montserrat montse
morris mo
moses mo moe
muhammad mohd
nadezhda nadia nadya
natalia nata natasha talia
natalie nat
natalya natasha
nathan nat nate
nathanael nat nate nathan
nathaniel nat nate nathan
nicholas nic nick nicky
nicola nic nicky
nicolas nic nick nico
nicole nic nicky
nikolai kolya niko
nikolaj kolya niko
nikolaos nikos
nikolaus klaus niko nick
nikolay kolya niko
nikolas nick nik niko
norbert bert
olga olya
oliver ol olli ollie olly
oswald ossi oz
pamela pam
panagiotis panos takis
paraskevi vivi
patricia pat patsy patti patty tricia trish
patrick pat paddy
pawel pawelek
pedro perico
penelope nel penny
peter pete petey
petra peti
petrus peter piet
philip phil pip
philipp phil
philippe phil
phillip phil
phyllis phyl
pieter peter piet
pilar pili
prudence prue
rachel rae
rafael rafa
ramon moncho
randall randy
randolph randy
raphael raph
raymond ray
rebecca becca becky
regina gina
reginald reg reggie
renate reni
reynold rey
ricardo rick ricky
richard dick rich richie rick ricky ritchie
rigoberto rigo
robert bert bob bobbie bobby rob robbie robby
roberta bobbie
roberto berto beto
robertus rob
roderick rod
rodney rod
rodolfo rudi
roger rodge
roland roly
ronald ron ronnie ronny
rosalind ros roz
rosemary rose rosie
rudolf rudi
rudolph rudi rudy
russell russ
ryszard rysiek
salvador salva
salvatore salvo turi
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sadie sally
sebastian basti bastian seb
sebastiaan bas seb
sebastien seb
sergei seryozha
severin sev
shelley shell
sidney sid
siegfried sigi
sigmund sigi
simon si
solomon sol
sophia sophie
spyridon spyros
srinivas srini
srinivasan srini
stanislav slava standa stan
stanislaw stan staszek
stanley stan
stefan steff steffen
stefanie steffi
stephanie steff steffi steph stephie
stephen steph steve stevie
steven steve stevie
stuart stew stu
stewart stew stu
stylianos stelios
susan sue susie suzy
susana susi
susanna sanna sue susi
susanne sanne susi
suzanne sue susie suzy
sydney syd
sylvester syl
sylvia syl
szymon szymek
tamara tammy tamy
tatiana tanya tania tanja
tatyana tanya
terence terry
terrence terry
teresa teri terry tess
teodor teo
thaddeus tad thad
theodor teo theo
theodora dora thea
theodore ted teddy theo
theodoros theo thodoris
theresa terri terry tess
therese resi
thomas thom tom tommie tommy
timothy tim timmy
tobias tobi toby
tomasz tomek
tomas tom tomek
ulrich uli ulli
ulrike uli ulli
ursula uschi ulla
valentin val
valentina val valya
valerie val
vasileios vasilis
vasilios vasilis
veronica ronnie vera
veronika vera
vicente chente vicent
victor vic
victoria tori vicki vicky
viktor vitya
vincent vin vince vinny
vincenzo enzo
virginia ginger ginny
vladimir volodya vova
vladislav slava vlad
waldemar waldek
wallace wally
walter wally walt
wanda wandzia
wenceslas wenzel
wilfred fred wilf
wilhelm willi willy
wilhelmina mina wilma
willem pim wim
william bill billy liam will willie willy
winifred freddie winnie
winston win
wojciech wojtek
wolfgang wolf wolfi
xavier xavi
yevgeny zhenya
yekaterina katya
yulia yulya
yuri yura
zachary zach zack zak
zbigniew zbyszek
"""


def _short_forms() -> Mapping[str, frozenset[str]]:
    others: defaultdict[str, set[str]] = defaultdict(set)
    for line in _LIST.strip().splitlines():
        full, *shorts = line.split()
        others[full].update(shorts)
        for short in shorts:
            others[short].add(full)
    return {name: frozenset(found - {name}) for name, found in others.items()}


_OTHERS: Final = _short_forms()


def other_given_names(name: str) -> frozenset[str]:
    """The short forms of a given name, and the names that it shortens; both as fold keys of one word."""
    return _OTHERS.get(name, frozenset())
