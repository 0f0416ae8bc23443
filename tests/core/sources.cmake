# The core's tests: run natively and, compiled to WebAssembly, under node.
set(core_test_sources
  core/acceptance_test.cc
  core/base_test.cc
  core/counting_allocator.cc
  core/ink_test.cc
  core/kernels_test.cc
  core/model_file_test.cc
  core/network_test.cc
  core/normalizer_test.cc
  core/rasterizer_test.cc
  core/recognizer_test.cc
  core/result_test.cc
  core/softmax_test.cc
  core/test_models.cc)
