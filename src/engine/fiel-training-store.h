/* fiel-training-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-content.h"

G_BEGIN_DECLS

/* The shop to practise in: a country's, with the terminals the practice cloud has by itself there. @country:
 * (nullable): "ar"; one that the practice cloud does not know is taken for Chile. */

/* What its folder is called; @base: what Chile's is called */
char *fiel_training_store_make_name (const char *base, const char *country) G_GNUC_WARN_UNUSED_RESULT;
FielProfileContent *fiel_training_store_make_content (const char *country) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
