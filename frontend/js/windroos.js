// Progressive enhancement: every page works without this file.
import { enhanceDetails } from "./details.js";
import { enhanceForms } from "./forms.js";
import { enhanceTables } from "./tables.js";
import { enhanceTerms } from "./terms.js";
import { enhanceCopy } from "./copy.js";

function enhance(root) {
  enhanceTables(root);
  enhanceForms(root);
}

enhanceTerms(document);
enhanceCopy(document);
enhanceDetails(document);
enhance(document);
