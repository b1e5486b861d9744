/* fiel-sighting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-sighting.h"

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielSighting, fiel_sighting,
  G_DEFINE_ENUM_VALUE (FIEL_SIGHTING_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_SIGHTING_APPROVED, "approved"),
  G_DEFINE_ENUM_VALUE (FIEL_SIGHTING_DECLINED, "declined"),
  G_DEFINE_ENUM_VALUE (FIEL_SIGHTING_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (FIEL_SIGHTING_NOTHING, "nothing"))
/* clang-format on */
