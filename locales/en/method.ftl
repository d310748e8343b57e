### How the evaluation was made, in the report's section on method (Markdown), and what an edition is called.

edition-draft = Draft
edition-final = Final report
edition-corrected = Corrected final report, edition { $number }

method-external =
    The evaluators read the municipality's answers to the pre-questions, its documents and web pages, and then interviewed groups from politics, management, operations and unions. Every question concerns one practice of the whole municipality and is judged on the same scale: does it exist, does it cover all operations concerned, does it have effects, and is it followed up.

    The judgement holds for one given day. What is planned but not carried out gives no points. The evaluators first judged separately and then agreed on a common judgement. No individual is singled out.
method-peer =
    Evaluators from other municipalities read the answers to the pre-questions, documents and web pages, and then interviewed groups from politics, management, operations and unions. All of them declared that they have no conflict of interest. Every question concerns one practice of the whole municipality and is judged on the same scale.

    The judgement holds for one given day. What is planned but not carried out gives no points. The evaluators first judged separately and then agreed on a common judgement. No individual is singled out.
method-self =
    The municipality judged its own practices against the questions of the framework. Every question concerns one practice of the whole municipality and is judged on a common scale. What is planned but not carried out gives no points. Nobody from outside has reviewed the judgement, so the result should be read as the municipality's own view.
method-imported =
    This report renders a published feedback. The points are those that the source states. What the source does not contain, such as points per sub-area, is written as a dash and has not been worked out afterwards.
method-region = The framework is written for regions.
