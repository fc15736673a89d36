/* Names and colours of the kinds and relations. The colours keep apart in print and for the colour-blind (after Okabe
 * and Ito's palette); relations that tell of contact are strong, those that only order the picture are grey. */
#include "graph/graph.h"

#define EVENT(type) [DX_KIND_EVENTS + (type)]

static const dx_kind_look kinds[DX_KINDS] = {
    [DIXIT_PERSON] = {"person", "Person", 0x2166ac, 0xdceaf7},
    [DIXIT_ORGANISATION] = {"organisation", "Organisation", 0x7b3f98, 0xeee3f4},
    [DIXIT_COUNTRY] = {"country", "Country", 0xb2402a, 0xf9dfd9},
    [DIXIT_GROUP] = {"group", "Group", 0x1b7f79, 0xd9f0ee},
    [DIXIT_PLACE] = {"place", "Place", 0x6b6b6b, 0xececec},
    [DIXIT_MEDIUM] = {"medium", "Medium", 0x8a6d1f, 0xf3ecd5},
    EVENT(DIXIT_MEETING) = {"meeting", "Meeting", 0xc96f00, 0xfdebd0},
    EVENT(DIXIT_CALL) = {"call", "Call", 0xc96f00, 0xfdebd0},
    EVENT(DIXIT_VISIT) = {"visit", "Visit", 0xc96f00, 0xfdebd0},
    EVENT(DIXIT_SESSION) = {"session", "Session", 0xc96f00, 0xfdebd0},
    EVENT(DIXIT_SUMMIT) = {"summit", "Summit", 0xc96f00, 0xfdebd0},
    EVENT(DIXIT_PRESS_CONFERENCE) = {"press-conference", "Press conference", 0xc96f00, 0xfdebd0},
    EVENT(DIXIT_INTERVIEW) = {"interview", "Interview", 0xc96f00, 0xfdebd0},
};

static const dx_relation_look relations[DX_RELATIONS] = {
    [DX_SAID_AT] = {"said-at", "spoke at", 0xe0a040, false},
    [DX_TOOK_PART] = {"took-part", "took part in", 0xd17a00, false},
    [DX_HELD_IN] = {"held-in", "held in", 0xb0b0b0, false},
    [DX_REPRESENTS] = {"represents", "represents", 0xc9c9c9, false},
    [DX_SPEAKS_FOR] = {"speaks-for", "speaks for", 0x9c7bb5, false},
    [DX_NAMES] = {"names", "speaks of", 0x9ab8d6, false},
    [DX_MET] = {"met", "met", 0x1b7837, true},
    [DX_CALLED] = {"called", "called", 0x5aae61, true},
    [DX_PRESENT] = {"present", "was at", 0xd17a00, false},
    [DX_TOGETHER] = {"together", "was at events with", 0x1b7837, true},
    [DX_SHARED] = {"shared", "speaks of the same as", 0x9ab8d6, true},
    [DX_GUESTS] = {"guests", "had participants of", 0xd17a00, true},
};

const dx_kind_look *dx_kind_look_of(uint8_t kind) { return &kinds[kind]; }
const dx_relation_look *dx_relation_look_of(uint8_t relation) { return &relations[relation]; }
