/* fiel-keys-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document.h"

G_BEGIN_DECLS

/**
 * FielKey: a key worth remembering.
 * @name: as printed on it, and @meaning: what it does; both to be translated where they are shown
 */
typedef struct
{
  const char *name;
  const char *meaning;
} FielKey;

/* (transfer none) (array length=n_keys) */
const FielKey *fiel_keys_card_get_keys (guint *n_keys);

/* The card that can be put beside the till. (transfer full) */
FielDocument *fiel_keys_card_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
