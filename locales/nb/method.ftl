### Hvordan evalueringen er gjort, i rapportens metodedel (Markdown), og hva en utgave heter.

edition-draft = Utkast
edition-final = Sluttrapport
edition-corrected = Rettet sluttrapport, utgave { $number }

method-external =
    Evaluatorene har lest kommunens svar på forhåndsspørsmålene, dokumenter og nettsider, og deretter intervjuet grupper fra politikk, ledelse, tjenester og fagforeninger. Hvert spørsmål gjelder én arbeidsmåte i hele kommunen og vurderes på samme skala: finnes den, omfatter den alle berørte tjenester, har den effekt, og blir den fulgt opp.

    Vurderingen gjelder en bestemt dag. Det som er planlagt, men ikke gjennomført, gir ingen poeng. Evaluatorene har først vurdert hver for seg og deretter blitt enige om en felles vurdering. Ingen enkeltperson pekes ut.
method-peer =
    Evaluatorer fra andre kommuner har lest svarene på forhåndsspørsmålene, dokumenter og nettsider, og deretter intervjuet grupper fra politikk, ledelse, tjenester og fagforeninger. Alle har erklært at de ikke er inhabile. Hvert spørsmål gjelder én arbeidsmåte i hele kommunen og vurderes på samme skala.

    Vurderingen gjelder en bestemt dag. Det som er planlagt, men ikke gjennomført, gir ingen poeng. Evaluatorene har først vurdert hver for seg og deretter blitt enige om en felles vurdering. Ingen enkeltperson pekes ut.
method-self =
    Kommunen har selv vurdert arbeidsmåtene sine mot spørsmålene i rammeverket. Hvert spørsmål gjelder én arbeidsmåte i hele kommunen og vurderes på en felles skala. Det som er planlagt, men ikke gjennomført, gir ingen poeng. Ingen utenforstående har gått gjennom vurderingen, så resultatet skal leses som kommunens eget bilde.
method-imported =
    Rapporten gjengir en publisert tilbakemelding. Poengene er de som kilden oppgir. Det kilden ikke inneholder, for eksempel poeng per delområde, skrives som en strek og er ikke regnet ut i ettertid.
method-region = Rammeverket er skrevet for regioner.
