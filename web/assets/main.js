// What do the pages do besides being read? Each module looks for what it serves and is silent where it is not there.

import { explore } from "./explore.js";
import { keys } from "./keys.js";
import { reader } from "./reader.js";
import { review, selection } from "./review.js";
import { copy, post, print, reload } from "./small.js";
import { suggest } from "./suggest.js";

for (const start of [keys, suggest, explore, reader, review, selection, copy, post, print, reload]) start(document);
