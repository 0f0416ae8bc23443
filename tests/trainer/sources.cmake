# The trainer's tests, seen from the tests folder.
set(trainer_test_sources
  trainer/architecture_test.cc
  trainer/convolution_test.cc
  trainer/gradient_test.cc)
