import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);
var TreeError=class extends Error{name="TreeError"};export{TreeError};
