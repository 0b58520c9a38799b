import { fold } from '../../lib/text.ts';

/** Usual first names in France and around it, folded: they tell which of two names comes first. */
const firstNames = new Set(
  (
    'adam adele adeline adrien agathe agnes ahmed aicha alain alan albane albert alex alexandra alexandre alexia alexis alfred ali alice alicia aline alix ' +
    'alison aliyah amandine amaury ambre amelie amina amine amira anais anatole andre andrea andree andrew angela angele angelina angelique anissa anita ann anna annabelle anne ' +
    'annick annie anthony antoine antoinette antonin antonio antony apolline ariane aristide armand armelle arnaud arthur assia astrid aude audrey auguste augustin ' +
    'aurelie aurelien aurore aurora axel axelle aya aymeric aziz baptiste barbara bastien beatrice ben benedicte benjamin benoit berenice bernadette bernard bertrand bilal ' +
    'blaise blandine boris brahim brandon brice brigitte bruno camille capucine carine carla carlos carole caroline cassandra catherine cecile cedric celeste ' +
    'celia celine chantal charlene charles charlie charline charlotte chiara chloe christel christelle christian christiane christina christine christophe ' +
    'claire clara clarisse claude claudette claudia claudie claudine clea clemence clement clementine clotilde colette coline colin come constance constant corentin corinne ' +
    'coralie cyprien cyril cyrille damien daniel daniele danielle danny daphne david deborah delphine denis denise diane didier dimitri dina dominique donatien dorian doriane dorothee ' +
    'driss dylan eddy edgar edith edmond edouard edward eleonore eliane elias eline elisa elisabeth elise elizabeth ella elliot elodie eloise elsa emile emilie emilien emily emma emmanuel ' +
    'emmanuelle enora enzo eric erica erik erwan estelle esteban esther ethan etienne eugene eugenie eva evan eve eveline evelyne fabien fabienne fabrice fabio fanny farid ' +
    'fatima fatiha fatou faustine felicie felix fernand ferdinand fiona flavie flavien fleur flora floran flore florence florent florentin florian francesca francis francisco franck francois francoise ' +
    'frank fred frederic frederique gabin gabriel gabriela gabrielle gael gaelle gaetan garance gary gaspard gaston gautier genevieve geoffrey geoffroy george georges georgette gerald geraldine ' +
    'gerard germain germaine ghislain ghislaine gilbert gilberte gildas gilles gina giovanni gisele giulia gladys gregoire gregory guillaume gustave guy gwenael gwenaelle gwendoline habib hadrien ' +
    'hakim hamid hamza hannah harold harry hassan hector helena helene heloise henri henriette henry herve hichem hicham honore hubert hugo hugues hugh ian ibrahim ida igor ilan iliana ilies ilyes imane ines ingrid ' +
    'irene iris irina isaac isabelle isaure ismael ivan jack jacky jacqueline jacques jade jalil jamal james jamila jane janine jasmine jason jean jeanine jeanne jeannine jennifer jenny jeremie jeremy ' +
    'jerome jessica jessy jimmy joachim joan joana joanna joao jocelyn jocelyne joe joel joelle johan johann johanna john johnny jonas jonathan jordan jorge jose josephine joseph josette josiane josselin josue joy juan judith jules julia ' +
    'julian juliana julie julien juliette justin justine kader kais karen karim karima karine karl katarina kate katia kelly kenza kevin khadija khaled killian kim kilian ladislas lahcen laetitia laila lambert lara larbi laura laure laureen laurence ' +
    'laurent laurie laurine lea leana leane leila lena lenny leo leon leonard leonie leonor leopold leslie leyla lila lili lilia lilian liliane lilou lily lina linda lionel lisa lise loan loic lois lola lorena lorenzo lou louane louis louisa louise ' +
    'louka luc luca lucas lucette lucie lucien lucienne lucile lucille ludivine ludovic luis luka lydia lydie lyes madeleine mael maelle maelys maeva magali mahdi maia maksim malik malika manon manuel manuela marc marceau marcel marceline marcelle marco margaux ' +
    'margot marguerite maria mariam marianne marie marielle marin marina marine marion marius marjorie mark marlene martha martial martin martine mary maryline maryse mateo mathias mathieu mathilde mathis matteo matthew matthias matthieu maud maude maurice max maxence maxime ' +
    'maximilien maya medhi mehdi melanie melina melissa melodie melvin mercedes meriem meryem michael michel michele micheline michelle mickael miguel mike mila milan milena milo mireille miriam mohamed mohammed moise mona monique morgan morgane mounir mourad moussa muriel mustapha myriam ' +
    'nabil nadege nadia nadine nael naima nans narjes nasser natacha natalia nathalie nathan nathanael nelly nicholas nicolas nicole nina noa noah noe noel noelle noemie nolan nolwenn nora norbert nour oceane octave odette odile olga oliver olivia olivier omar ombeline ophelie orlane oscar ' +
    'oswald othmane pablo paco pamela paola pascal pascale pascaline patrice patricia patrick paul paula paulette pauline paulo pedro perrine peter philibert philippe philip pierre pierrette pierrick priscilla priya prosper quentin rachel rachid rafael raffaele raphael raphaelle raoul raymond raymonde rebecca regine ' +
    'regis remi remy renaud rene renee reynald ricardo richard rita robert roberto robin rodolphe rodrigue roger roland rolande romain romane romaric romeo romuald ronan rosa rosalie rose roseline roxane ruben ryan sabine sabrina sacha said salim salima salome salomon sam sami samia samir samira sammy samuel sandra sandrine ' +
    'sandy sara sarah saskia sasha scott sean sebastien selim selma serge sergio servane severine shana sharon sheila sidonie sihem simon simone sinan sixtine sofia sofiane soizic solange solene soline sonia sophia sophie soraya stan stanislas stella stephan stephane stephanie stephen steve steven suzanne suzie sven sylvain sylvaine ' +
    'sylvestre sylvette sylvia sylviane sylvie tanguy tania tara tarek tatiana teddy teo teresa tess thea theo theodore theophile theresa therese thibaud thibault thibaut thiebaud thierry thomas tim timeo timothe timothee timothy titouan tom tomas tony tracy tristan ugo ulysse ursula valentin valentine valerie valery vanessa vera veronique ' +
    'vianney vicky victor victoire victoria vincent violaine violette virginie viviane vladimir walid walter wassim wendy wilfried wilfrid william willy xavier yacine yael yan yanis yann yannick yannis yasmina yasmine yassine yohan yohann yolande youcef youssef yvan yves yvette yvon yvonne zacharie zara zelie zineb zoe zohra'
  ).split(' '),
);

/** Takes a word; tells whether it is a usual first name, of a compound name its first part (Marc-Antoine). */
export function isFirstName(word: string): boolean {
  const folded = fold(word);
  return firstNames.has(folded) || firstNames.has(folded.split('-')[0] ?? '');
}
