/* fiel-text-clamp.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From here on the widest @clamp gives its child grows with the text: 560 px at 100 %, 1120 px at 200 %. */
void fiel_text_clamp_follow (AdwClamp *clamp);

G_END_DECLS
