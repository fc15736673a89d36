/* What a caller asks of the reading of articles. */
#include "pipeline/engine.h"

void dixit_engine_fields(dixit_engine *engine, const dixit_fields *fields) { engine->fields = dx_fields_of(fields); }

void dixit_engine_any_language(dixit_engine *engine) { engine->any_language = true; }
