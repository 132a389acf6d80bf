// Progressive enhancement: every page works without this file.
import { enhanceChoices } from "./choose.js";
import { enhanceDetails } from "./details.js";
import { enhanceDrawing } from "./draw.js";
import { enhanceMarking } from "./mark.js";
import { enhanceForms } from "./forms.js";
import { enhanceGrids } from "./grid.js";
import { enhanceSliders } from "./sliders.js";
import { enhanceTables } from "./tables.js";
import { enhanceTerms } from "./terms.js";
import { enhanceUnsaved } from "./unsaved.js";
import { enhanceCopy } from "./copy.js";

function enhance(root) {
  enhanceTables(root);
  enhanceForms(root);
  enhanceChoices(root);
  enhanceGrids(root);
  enhanceUnsaved(root);
}

enhanceTerms(document);
enhanceCopy(document);
enhanceDetails(document);
enhanceDrawing(document);
enhanceMarking(document);
enhanceSliders(document);
enhance(document);
