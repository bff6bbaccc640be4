#include "report/layer.h"

const char *ntk_layer_name(size_t i) {
  static const char *const name[NTK_LAYERS] = {"theorem", "program", "run", "sample"};
  return name[i];
}
