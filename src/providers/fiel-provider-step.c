/* fiel-provider-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-step.h"

FielProviderStepResult *
fiel_provider_step_result_new (void)
{
  return g_new0 (FielProviderStepResult, 1);
}

void
fiel_provider_step_result_free (FielProviderStepResult *result)
{
  if (result == NULL)
    return;

  g_clear_pointer (&result->terminals, g_ptr_array_unref);
  g_free (result);
}
